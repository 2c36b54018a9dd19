"""Which sides does an organiser want at the table, of a meeting or of a kind of meeting?"""

from collections.abc import Sequence
from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, Form, FormField, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange

from models.meeting import MeetingKindParty, MeetingParty
from models.queries.choices import kinds_by_sector
from models.queries.meetings import all_sectors
from web.actions.organising.parties import PartyDraft, PartyRefusedError
from web.database import get_session
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_NAME, at_most, tidy_line
from web.i18n import named
from web.words.organiser import party_sentence

MOST_PARTIES = 20


class PartyForm(Form):
    """One party: its name, how many of it every coalition needs, and who belongs to it."""

    name = StringField(_l("Naam van de partij"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    name_en = StringField(_l("Naam in het Engels"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    minimum = IntegerField(
        _l("Hoeveel in elke coalitie en aan elke tafel?"),
        default=0,
        validators=[InputRequired(_l("Vul een getal in.")), NumberRange(0, 6)],
    )
    sectors = BoxesField(_l("Sectoren"))
    kinds = BoxesField(_l("Soorten organisaties"))
    remove = BooleanField(_l("Deze partij weghalen"))


class PartiesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The parties of a meeting, and an empty one to add. `anyone`: no rules, on purpose."""

    parties = FieldList(FormField(PartyForm), max_entries=MOST_PARTIES)
    anyone = BooleanField(_l("Zonder regels: iedereen mag met iedereen aan tafel"))

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        session = get_session()
        sectors = {sector.slug: named(sector) for sector in all_sectors(session)}
        all_kinds = [kind for _sector, group in kinds_by_sector(session) for kind in group]
        kinds = {
            kind.slug: named(kind) for kind in sorted(all_kinds, key=lambda kind: named(kind).casefold())
        }
        party: Any  # the library does not say which form its entries hold
        for party in self.parties:
            party.sectors.choices = sectors
            party.kinds.choices = kinds

    @classmethod
    def showing(cls, parties: Sequence[MeetingParty]) -> Self:
        """The form with these parties and an empty one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        return cls(data=stored_parties(parties))

    def drafts(self) -> dict[int, PartyDraft]:
        """What was filled in, by place on the form; parties that are empty or to be removed are left out."""
        told = {place: party for place, party in enumerate(self.data["parties"]) if not party["remove"]}
        return {
            place: PartyDraft(
                name=party["name"],
                name_en=party["name_en"] or "",
                minimum=party["minimum"],
                sectors=tuple(party["sectors"]),
                kinds=tuple(party["kinds"]),
            )
            for place, party in told.items()
            if party["name"] or party["sectors"] or party["kinds"]
        }

    def show_fault(self, refusal: PartyRefusedError) -> None:
        """Put a fault at the name of its party, or above the form when it is about all of them."""
        sentence = party_sentence(refusal.code, refusal.names)
        if refusal.position is None:
            self.form_errors.append(sentence)
            return
        party: Any = self.parties[list(self.drafts())[refusal.position]]
        party.form.name.errors = [sentence]


def stored_parties(parties: Sequence[MeetingParty | MeetingKindParty]) -> dict[str, Any]:
    """These parties and an empty one, as values of the form."""
    return {"parties": [*map(_party, parties), {}][:MOST_PARTIES]}


def _party(party: MeetingParty | MeetingKindParty) -> dict[str, Any]:
    return {
        "name": party.name,
        "name_en": party.name_en,
        "minimum": party.minimum,
        "sectors": party.sectors,
        "kinds": party.kinds,
    }
