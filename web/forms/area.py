"""In which municipalities does an organisation work? Ticked on a map of one region at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from models.area_map import AreaMap, area_map, beside
from models.organisation import Organisation
from models.queries import choices
from models.region import Municipality, Region
from web.actions.profile_steps import Step
from web.database import get_session
from web.forms.profile import BoxesField, StepForm
from web.forms.texts import LONGEST_NAME, MunicipalityField, at_most, tidy_line


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: one region with what borders on it, and what was chosen elsewhere."""

    region: Region
    around: tuple[Municipality, ...]
    elsewhere: tuple[Municipality, ...]
    map: AreaMap | None


class AreaForm(StepForm):
    """Where do we work? `look`: the region on the map; `more`: a municipality that is not on it."""

    step = Step.WHERE
    area = BoxesField(
        _l("In welke gemeenten werkt u?"),
        choices=lambda: {place.code: place.name for place in choices.all_municipalities(get_session())},
    )
    look = SelectField(_l("Kijk naar een andere regio"), choices=lambda: _region_choices())
    more = MunicipalityField(
        _l("Zoek een andere gemeente"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)]
    )

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {"area": [place.code for place in organisation.area], "look": _home_region(organisation)}

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

    def answers(self) -> frozenset[str]:
        """The codes of what was ticked."""
        return frozenset(self.area.data or ())


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
