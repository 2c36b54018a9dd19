"""What do people type at the notice board: what they look for, and an answer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField

from matcher.profiles import StatementRole
from models.organisation import Organisation
from models.queries.board import BoardSearch
from models.queries.choices import find_municipality, find_region, near_municipalities
from web.actions.organisations.board import AnswerDraft
from web.database import get_session
from web.forms.texts import LONGEST_NAME, at_most, filled, tidy_line, tidy_text

LONGEST_ANSWER = 1000
MOST_WORDS = 8  # more of them only make the search slow
_ROLES = {"vraag": StatementRole.NEED, "aanbod": StatementRole.OFFER}


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """What the search form holds, as it was typed; empty = does not matter. `problem`: what is wrong."""

    woorden: str = ""
    gebied: str = ""
    wat: str = ""
    soort: str = ""
    thema: str = ""
    problem: str = ""

    @classmethod
    def from_request(cls) -> Self:
        """What stands in the address of the page."""
        typed = {
            name: tidy_line(request.args.get(name))[:LONGEST_NAME]
            for name in ("woorden", "gebied", "wat", "soort", "thema")
        }
        return cls(**typed, problem=_area_problem(typed["gebied"]))

    def as_words(self) -> dict[str, str]:
        """What is filled in, to stand in an address."""
        names = ("woorden", "gebied", "wat", "soort", "thema")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def search(self) -> BoardSearch:
        """What is looked for."""
        return BoardSearch(
            words=tuple(self.woorden.split()[:MOST_WORDS]),
            role=_ROLES.get(self.wat),
            kind_slug=self.soort,
            theme_slug=self.thema,
            places=_places(self.gebied) if self.gebied else None,
        )


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A short message to another organisation, and which of one's own details go along."""

    sender = RadioField(_l("Namens welke organisatie schrijft u?"), coerce=int)
    message = TextAreaField(
        _l("Uw bericht"),
        filters=[tidy_text],
        validators=[filled(_l("Schrijf een kort bericht.")), at_most(LONGEST_ANSWER)],
    )
    shares_name = BooleanField(_l("Mijn naam"))
    shares_email = BooleanField(_l("Mijn e-mailadres"))
    shares_phone = BooleanField(_l("Mijn telefoonnummer"))

    @classmethod
    def for_senders(cls, senders: Sequence[Organisation]) -> Self:
        """The form for someone who can answer for these organisations; the first is ticked."""
        form = cls()
        form.sender.choices = [(organisation.id, organisation.name) for organisation in senders]
        if form.sender.data is None:
            form.sender.data = senders[0].id
        return form

    def draft(self) -> AnswerDraft:
        """What was filled in."""
        return AnswerDraft(
            message=self.message.data or "",
            shares_name=self.shares_name.data,
            shares_email=self.shares_email.data,
            shares_phone=self.shares_phone.data,
        )


def _places(typed: str) -> frozenset[str]:
    """The codes of the municipality or the region that was meant; a municipality of that name goes first."""
    session = get_session()
    municipality = find_municipality(session, typed)
    if municipality is not None:
        return frozenset({municipality.code})
    region = find_region(session, typed)
    return frozenset(place.code for place in region.municipalities) if region else frozenset()


def _area_problem(typed: str) -> str:
    if not typed or _places(typed):
        return ""
    near = near_municipalities(get_session(), typed)
    unknown = _("Wij kennen geen gemeente of regio met deze naam: %(name)s.", name=typed)
    return f"{unknown} {_('Bedoelt u %(names)s?', names=' / '.join(near))}" if near else str(unknown)
