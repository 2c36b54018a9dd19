"""What does an organiser fill in about a meeting?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from models.meeting import Meeting
from models.programme import Programme, ProgrammePart
from models.queries.choices import all_themes
from models.queries.meetings import meeting_kinds
from models.queries.programmes import part_of, programme_of
from models.region import Region
from web.actions.organising.meeting_draft import MOST_PERSONS, MeetingDraft, MeetingFault
from web.actions.organising.programmes import ProgrammeFault
from web.clock import HERE
from web.database import get_session
from web.forms.area import AreaFields
from web.forms.meeting_places import meeting_places, place_value
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line, tidy_text
from web.i18n import named
from web.words.organiser import fault_sentence
from web.words.programmes import part_name, programme_fault_sentence

LONGEST_GOAL = 2_000
LONGEST_JOINT_START, USUAL_JOINT_START = 600, 30  # minutes

# Which field of the form a fault of the draft belongs to, where the names differ.
_FIELDS = {"starts_at": "day", "ends_at": "ends"}


class MeetingForm(Guarded, AreaFields, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One meeting. `programme`: the programme that it belongs to, and as which part of it."""

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
    joint_start_minutes = IntegerField(
        _l("Hoeveel minuten is de gezamenlijke start?"),
        validators=[Optional(), NumberRange(0, LONGEST_JOINT_START)],
    )
    programme = SelectField(_l("Bij welk programma hoort zij?"), default="")
    place = StringField(_l("Waar?"), filters=[tidy_line], validators=[at_most(LONGEST_LINE)])
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

    def __init__(self, region: Region, meeting: Meeting | None, **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        session = get_session()
        self.places = meeting_places(session, region)
        self.look.data = self.look.data or region.code
        self.programme.choices = {"": _("Bij geen programma"), **self.places.choices()}
        own_kind = meeting.kind_slug if meeting else None
        usable = [
            kind for kind in meeting_kinds(session) if kind.set_aside_at is None or kind.slug == own_kind
        ]
        self.kind.choices = {kind.slug: named(kind) for kind in usable}
        self.themes.choices = {theme.slug: named(theme) for theme in all_themes(session)}

    @classmethod
    def showing(cls, region: Region, meeting: Meeting | None) -> Self:
        """The form about this meeting, None = a new one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls(region, meeting)
        data = _stored(region, meeting) if meeting else _proposed(region)
        return cls(region, meeting, data=data)

    def validate_area(self, field: BoxesField) -> None:
        """A meeting is for somebody somewhere."""
        if not field.data and not self.more.data:
            raise ValidationError(_("Kies ten minste één gemeente. Wie daar werkt, ziet de bijeenkomst."))

    def validate_programme(self, field: SelectField) -> None:
        """The part of the programme is a meeting of the kind that was chosen."""
        _programme, part = self.places.of(field.data)
        if part is not None and part.kind_slug != self.kind.data:
            raise ValidationError(programme_fault_sentence(ProgrammeFault.OTHER_KIND, named(part.kind)))

    def placed(self) -> tuple[Programme | None, ProgrammePart | None]:
        """The programme that was chosen and the part of it, if any."""
        return self.places.of(self.programme.data)

    def draft(self, source: str = "") -> MeetingDraft:
        """What was filled in."""
        told = self.data
        same = ("kind", "title", "goal", "working_form", "place", "rsvp_by", "final_invitation_by")
        numbers = ("maximum_persons", "capacity", "minimum_proposals", "maximum_proposals")
        return MeetingDraft(
            **{name: told[name] for name in (*same, *numbers)},
            starts_at=datetime.combine(told["day"], told["starts"], HERE),
            ends_at=datetime.combine(told["day"], told["ends"], HERE),
            joint_start_minutes=told["joint_start_minutes"] or 0,
            area=tuple(told["area"]),
            themes=tuple(told["themes"]),
            source=source,
        )

    def show_faults(self, faults: Sequence[MeetingFault]) -> None:
        """Put each fault at the field that it is about."""
        for fault in faults:
            field = self[_FIELDS.get(fault.field, fault.field)]
            field.errors = [*field.errors, fault_sentence(fault)]


def _stored(region: Region, meeting: Meeting) -> dict[str, Any]:
    starts_at, ends_at = meeting.starts_at.astimezone(HERE), meeting.ends_at.astimezone(HERE)
    same = ("title", "goal", "working_form", "place", "rsvp_by", "final_invitation_by", "maximum_persons")
    numbers = ("joint_start_minutes", "capacity", "minimum_proposals", "maximum_proposals")
    session = get_session()
    programme, part = programme_of(session, meeting.id), part_of(session, meeting.id)
    return {
        **{name: getattr(meeting, name) for name in (*same, *numbers)},
        "kind": meeting.kind_slug,
        "programme": place_value(programme, part) if programme else "",
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "ends": ends_at.time(),
        "area": [place.code for place in meeting.area or region.municipalities],
        "themes": [theme.slug for theme in meeting.themes],
    }


def _proposed(region: Region) -> dict[str, Any]:
    """What a new meeting starts with: the whole region, two persons, two to five proposals.

    Who comes from the plan of a programme finds kind and name filled in.
    """
    places = meeting_places(get_session(), region)
    told: dict[str, Any] = {
        "area": [place.code for place in region.municipalities],
        "programme": str(places.programmes[0].id) if places.programmes else "",
        "joint_start_minutes": USUAL_JOINT_START,
        "maximum_persons": 2,
        "minimum_proposals": 2,
        "maximum_proposals": 5,
    }
    programme, part = places.of_part(request.args.get("onderdeel", 0, type=int))
    if programme is not None and part is not None:
        title = part_name(part) if part.national else f"{part_name(part)}, {region.name}"
        told |= {"programme": place_value(programme, part), "kind": part.kind_slug, "title": title}
    return told
