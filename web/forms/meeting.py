"""What does an organiser fill in about a meeting, and about the parties that should come to it?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from models.meeting import Meeting, MeetingParty
from models.queries.choices import all_themes, find_municipality, kinds_by_sector, near_municipalities
from models.queries.meetings import all_sectors, meeting_kinds
from models.queries.programmes import programme_of, programmes_in
from models.region import Municipality, Region
from web.actions.meeting_draft import MOST_PERSONS, MeetingDraft, MeetingFault
from web.actions.meetings import PartyDraft
from web.clock import HERE
from web.database import get_session
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line, tidy_text
from web.i18n import named
from web.organiser_sentences import fault_sentence

LONGEST_GOAL = 2_000

# Which field of the form a fault of the draft belongs to, where the names differ.
_FIELDS = {"starts_at": "day", "ends_at": "ends"}


class MeetingForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One meeting. The municipalities of the region are boxes; others are typed, with commas between them."""

    kind = SelectField(_l("Soort bijeenkomst"))
    title = StringField(
        _l("Naam van de bijeenkomst"),
        filters=[tidy_line],
        validators=[filled(_l("Geef de bijeenkomst een naam.")), at_most(LONGEST_NAME)],
    )
    goal = TextAreaField(
        _l("Wat wilt u bereiken?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_GOAL), no_personal_data],
    )
    working_form = TextAreaField(
        _l("Hoe gaat het eraan toe? (de werkvorm)"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_GOAL), no_personal_data],
    )
    day = DateField(_l("Op welke dag?"), validators=[InputRequired(_l("Kies een dag."))])
    starts = TimeField(_l("Begin"), validators=[InputRequired(_l("Vul in hoe laat het begint."))])
    ends = TimeField(_l("Einde"), validators=[InputRequired(_l("Vul in hoe laat het eindigt."))])
    programme = SelectField(_l("Bij welk programma hoort zij?"), coerce=int, default=0)
    place = StringField(_l("Waar?"), filters=[tidy_line], validators=[at_most(LONGEST_LINE)])
    area = BoxesField(_l("Voor welke gemeenten?"))
    other_area = StringField(_l("Andere gemeenten, buiten de regio"), filters=[tidy_line])
    themes = BoxesField(_l("Over welke thema’s?"))
    rsvp_by = DateField(_l("Aanmelden kan tot en met"), validators=[Optional()])
    final_invitation_by = DateField(_l("Definitieve uitnodiging uiterlijk op"), validators=[Optional()])
    maximum_persons = IntegerField(
        _l("Hoeveel personen per organisatie mogen komen?"),
        validators=[InputRequired(_l("Vul een getal in.")), NumberRange(1, MOST_PERSONS)],
    )
    capacity = IntegerField(_l("Hoeveel personen kunnen er in totaal komen?"), validators=[Optional()])
    minimum_proposals = IntegerField(
        _l("Ten minste zoveel voorstellen per organisatie"),
        validators=[InputRequired(_l("Vul een getal in."))],
    )
    maximum_proposals = IntegerField(
        _l("Ten hoogste zoveel voorstellen per organisatie"),
        validators=[InputRequired(_l("Vul een getal in."))],
    )

    def __init__(self, region: Region, **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        session = get_session()
        self.others: tuple[Municipality, ...] = ()
        programmes = programmes_in(session, {region.code})
        self.programme.choices = [(0, _("Bij geen programma")), *((one.id, one.name) for one in programmes)]
        self.kind.choices = {kind.slug: named(kind) for kind in meeting_kinds(session)}
        self.area.choices = {place.code: place.name for place in region.municipalities}
        self.themes.choices = {theme.slug: named(theme) for theme in all_themes(session)}

    @classmethod
    def showing(cls, region: Region, meeting: Meeting | None) -> Self:
        """The form about this meeting, None = a new one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls(region)
        return cls(region, data=_stored(region, meeting) if meeting else _proposed(region))

    def validate_other_area(self, field: StringField) -> None:
        """Find each municipality that was typed; name the first that does not exist, and what comes near."""
        session = get_session()
        found = []
        for name in filter(None, (part.strip() for part in (field.data or "").split(","))):
            place = find_municipality(session, name)
            if place is None:
                near = " / ".join(near_municipalities(session, name))
                if near:
                    raise ValidationError(
                        _("Wij kennen geen gemeente “%(name)s”. Bedoelt u: %(near)s?", name=name, near=near)
                    )
                raise ValidationError(_("Wij kennen geen gemeente “%(name)s”.", name=name))
            found.append(place)
        self.others = tuple(found)

    def draft(self, source: str = "") -> MeetingDraft:
        """What was filled in."""
        told = self.data
        same = ("kind", "title", "goal", "working_form", "place", "rsvp_by", "final_invitation_by")
        numbers = ("maximum_persons", "capacity", "minimum_proposals", "maximum_proposals")
        return MeetingDraft(
            **{name: told[name] for name in (*same, *numbers)},
            starts_at=datetime.combine(told["day"], told["starts"], HERE),
            ends_at=datetime.combine(told["day"], told["ends"], HERE),
            area=(*told["area"], *(place.code for place in self.others)),
            themes=tuple(told["themes"]),
            source=source,
        )

    def show_faults(self, faults: Sequence[MeetingFault]) -> None:
        """Put each fault at the field that it is about."""
        for fault in faults:
            field = self[_FIELDS.get(fault.field, fault.field)]
            field.errors = [*field.errors, fault_sentence(fault)]


class PartyForm(Form):
    """One party: its name, how many of it every coalition needs, and who belongs to it."""

    name = StringField(_l("Naam van de partij"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    minimum = IntegerField(
        _l("Hoeveel in elke coalitie?"),
        default=0,
        validators=[InputRequired(_l("Vul een getal in.")), NumberRange(0, 6)],
    )
    sectors = BoxesField(_l("Sectoren"))
    kinds = BoxesField(_l("Soorten organisaties"))
    remove = BooleanField(_l("Deze partij weghalen"))


class PartiesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The parties of a meeting, and an empty one to add."""

    parties = FieldList(FormField(PartyForm), max_entries=20)

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
        return cls(data={"parties": [*map(_party, parties), {}]})

    def drafts(self) -> dict[int, PartyDraft]:
        """What was filled in, by place on the form; parties that are empty or to be removed are left out."""
        told = {place: party for place, party in enumerate(self.data["parties"]) if not party["remove"]}
        return {
            place: PartyDraft(
                name=party["name"],
                minimum=party["minimum"],
                sectors=tuple(party["sectors"]),
                kinds=tuple(party["kinds"]),
            )
            for place, party in told.items()
            if party["name"] or party["sectors"] or party["kinds"]
        }

    def show_fault(self, place: int, sentence: str) -> None:
        """Put a fault at the name of the party on this place of the form."""
        party: Any = self.parties[place]
        party.form.name.errors = [sentence]


def _stored(region: Region, meeting: Meeting) -> dict[str, Any]:
    own = {place.code for place in region.municipalities}
    starts_at, ends_at = meeting.starts_at.astimezone(HERE), meeting.ends_at.astimezone(HERE)
    same = ("title", "goal", "working_form", "place", "rsvp_by", "final_invitation_by", "maximum_persons")
    programme = programme_of(get_session(), meeting.id)
    return {
        **{name: getattr(meeting, name) for name in same},
        "kind": meeting.kind_slug,
        "programme": programme.id if programme else 0,
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "ends": ends_at.time(),
        "area": [place.code for place in meeting.area if place.code in own],
        "other_area": ", ".join(place.name for place in meeting.area if place.code not in own),
        "themes": [theme.slug for theme in meeting.themes],
        "capacity": meeting.capacity,
        "minimum_proposals": meeting.minimum_proposals,
        "maximum_proposals": meeting.maximum_proposals,
    }


def _proposed(region: Region) -> dict[str, Any]:
    """What a new meeting starts with: the whole region, two persons, two to five proposals."""
    programmes = programmes_in(get_session(), {region.code})
    return {
        "area": [place.code for place in region.municipalities],
        "programme": programmes[0].id if programmes else 0,
        "maximum_persons": 2,
        "minimum_proposals": 2,
        "maximum_proposals": 5,
    }


def _party(party: MeetingParty) -> dict[str, Any]:
    return {
        "name": party.name,
        "minimum": party.minimum,
        "sectors": party.sectors,
        "kinds": party.kinds,
    }
