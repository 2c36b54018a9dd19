"""What do organisations fill in about themselves? One form for each step of the profile."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)

from models.kind import Kind, TargetGroup, Theme
from models.organisation import Organisation
from models.queries import choices
from web.actions.organisations.profile_steps import Step, fingerprint
from web.actions.organisations.profiles import Reach, WhoWeAre
from web.database import get_session
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import (
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_STATEMENT,
    MunicipalityField,
    at_most,
    digits_only,
    eight_digits,
    filled,
    tidy_line,
    tidy_text,
    web_address,
    with_scheme,
)
from web.i18n import named

SIZES = ("", "1", "2-9", "10-49", "50-249", "250+")


class StartForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Begin a profile: a name and a place."""

    name = StringField(
        _l("Hoe heet uw organisatie?"),
        filters=[tidy_line],
        validators=[filled(_l("Vul de naam van uw organisatie in.")), at_most(LONGEST_NAME)],
    )
    place = MunicipalityField(
        _l("In welke gemeente is uw organisatie?"),
        filters=[tidy_line],
        validators=[filled(_l("Vul uw gemeente in.")), at_most(LONGEST_NAME)],
    )


class StepForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A step of the profile. `seen`: which answers the page showed, to notice a colleague's change."""

    step: Step
    seen = HiddenField()

    @classmethod
    def showing(cls, organisation: Organisation) -> Self:
        """The form with the answers that are stored; when it was sent, with only what was typed."""
        if request.method == "POST":
            return cls()
        return cls(data={"seen": fingerprint(organisation, cls.step), **cls.stored(organisation)})

    @classmethod
    @abstractmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""


class WhoForm(StepForm):
    """Who are we: name, kind, place, website, KvK number, size."""

    step = Step.WHO
    name = StringField(
        _l("Naam van de organisatie"),
        filters=[tidy_line],
        validators=[filled(_l("Vul de naam van uw organisatie in.")), at_most(LONGEST_NAME)],
    )
    kind = SelectField(_l("Wat voor organisatie bent u?"), choices=lambda: kind_choices())
    place = MunicipalityField(
        _l("In welke gemeente is uw organisatie?"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)]
    )
    website = StringField(
        _l("Website"), filters=[with_scheme], validators=[at_most(LONGEST_LINE), web_address]
    )
    kvk_number = StringField(_l("KvK-nummer"), filters=[digits_only], validators=[eight_digits])
    size = RadioField(
        _l("Met hoeveel mensen bent u?"), choices=lambda: {size: size_name(size) for size in SIZES}
    )

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {
            "name": organisation.name,
            "kind": organisation.kind_slug or "",
            "place": organisation.municipality.name if organisation.municipality else "",
            "website": organisation.website,
            "size": organisation.size,
            "kvk_number": organisation.kvk_number,
        }

    def answers(self) -> WhoWeAre:
        """What was filled in."""
        return WhoWeAre(
            name=self.name.data or "",
            kind_slug=self.kind.data or None,
            municipality_code=self.place.code,
            website=self.website.data or "",
            size=self.size.data or "",
            kvk_number=self.kvk_number.data or "",
        )


class AboutForm(StepForm):
    """What do we see and do: a few free sentences."""

    step = Step.ABOUT
    most_characters = LONGEST_ABOUT
    about = TextAreaField(
        _l("Wat ziet u en wat doet u?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_ABOUT), no_personal_data],
    )

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {"about": organisation.about}


class BoxesField(SelectMultipleField):
    """Several answers to choose from, each with a box to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class ReachForm(StepForm):
    """Whom do we reach, when in their lives, and on what?"""

    step = Step.REACH
    groups = BoxesField(
        _l("Welke mensen bereikt u?"),
        choices=lambda: by_shown_name(choices.all_groups(get_session())),
    )
    moments = TextAreaField(
        _l("Op welke momenten ziet u hen?"),
        filters=[tidy_line],
        validators=[at_most(LONGEST_STATEMENT), no_personal_data],
    )
    themes = BoxesField(
        _l("Waar werkt u aan?"),
        choices=lambda: by_shown_name(choices.all_themes(get_session())),
    )

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {
            "groups": [group.slug for group in organisation.groups],
            "moments": organisation.moments,
            "themes": [theme.slug for theme in organisation.themes],
        }

    def answers(self) -> Reach:
        """What was told."""
        return Reach(
            groups=frozenset(self.groups.data or ()),
            themes=frozenset(self.themes.data or ()),
            moments=self.moments.data or "",
        )


def size_name(size: str) -> str:
    """How many people an organisation has, in words."""
    names = {
        "": _("Dat weet ik niet"),
        "1": _("Ik ben alleen"),
        "2-9": _("2 tot 9 mensen"),
        "10-49": _("10 tot 49 mensen"),
        "50-249": _("50 tot 249 mensen"),
        "250+": _("250 mensen of meer"),
    }
    return str(names[size])


def by_shown_name(things: Iterable[Kind | TargetGroup | Theme]) -> dict[str, str]:
    """The name of each in the language of the page, by slug, in the order of these names."""
    return dict(sorted(((thing.slug, named(thing)) for thing in things), key=lambda pair: pair[1].casefold()))


def kind_choices() -> dict[str, dict[str, str]]:
    """All kinds of organisation, grouped by sector, after the answer that one does not know."""
    by_sector = {
        named(sector): by_shown_name(kinds) for sector, kinds in choices.kinds_by_sector(get_session())
    }
    return {_("Weet u het niet?"): {"": _("Dat weet ik niet, of het staat er niet bij")}, **by_sector}
