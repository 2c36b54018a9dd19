"""Which municipalities are meant? Ticked on a map of one region at a time, for a profile or a meeting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from models.area_map import AreaMap, area_map, beside
from models.organisation import Organisation
from models.queries import choices
from models.region import Municipality, Region
from web.actions.organisations.profile_steps import Step
from web.database import get_session
from web.forms.profile import BoxesField, StepForm
from web.forms.texts import LONGEST_NAME, MunicipalityField, at_most, tidy_line

# The buttons that change the map, and save nothing.
MAP_BUTTONS = frozenset({"add", "show", "whole_region"})


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: one region with what borders on it, and what was chosen elsewhere."""

    region: Region
    around: tuple[Municipality, ...]
    elsewhere: tuple[Municipality, ...]
    map: AreaMap | None


class AreaFields(Form):
    """Municipalities on a map. `look`: the region on the map; `more`: a municipality that is not on it."""

    area = BoxesField(_l("Voor welke gemeenten?"), choices=lambda: _municipality_choices())
    look = SelectField(_l("Kijk naar een andere regio"), choices=lambda: _region_choices())
    more = MunicipalityField(
        _l("Zoek een andere gemeente"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)]
    )

    def tick(self, codes: Sequence[str]) -> None:
        """Tick these municipalities as well."""
        self.area.data = sorted({*(self.area.data or ()), *codes})

    def tick_found(self) -> None:
        """Tick the municipality that was typed, if there is one of that name."""
        if self.more.code is not None:
            self.tick([self.more.code])
            self.more.data = ""

    def tick_region(self) -> None:
        """Tick every municipality of the region on the map."""
        region = get_session().get(Region, self.look.data or "")
        self.tick([place.code for place in region.municipalities] if region else [])

    def change_map(self, pressed: Collection[str]) -> None:
        """Do what the button did that was pressed beside "save": add what was typed, or a whole region."""
        self.more.validate(self)
        self.tick_found()
        if "whole_region" in pressed:
            self.tick_region()

    def view(self) -> View | None:
        """What the page shows; None before a region was chosen."""
        session = get_session()
        region = session.get(Region, self.look.data or "")
        everywhere = choices.all_municipalities(session)
        if region is None:
            return None
        own = {place.code for place in region.municipalities}
        near = beside(own)
        chosen = set(self.area.data or ())
        return View(
            region=region,
            around=tuple(place for place in everywhere if place.code in near),
            elsewhere=tuple(place for place in everywhere if place.code in chosen - own - near),
            map=area_map(own, near),
        )


class AreaForm(StepForm, AreaFields):
    """Where do we work?"""

    step = Step.WHERE
    area = BoxesField(_l("In welke gemeenten werkt u?"), choices=lambda: _municipality_choices())

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {"area": [place.code for place in organisation.area], "look": _home_region(organisation)}

    def answers(self) -> frozenset[str]:
        """The codes of what was ticked."""
        return frozenset(self.area.data or ())


def _municipality_choices() -> dict[str, str]:
    return {place.code: place.name for place in choices.all_municipalities(get_session())}


def _region_choices() -> list[tuple[str, str]]:
    regions = choices.regions_with_municipalities(get_session())
    return [("", _("Kies een regio")), *((region.code, region.name) for region in regions)]


def _home_region(organisation: Organisation) -> str:
    """The region of the organisation's own municipality, else one in which something was ticked."""
    wanted = [organisation.municipality_code, *(place.code for place in organisation.area)]
    regions = choices.regions_with_municipalities(get_session())
    for code in filter(None, wanted):
        for region in regions:
            if code in {place.code for place in region.municipalities}:
                return region.code
    return ""
