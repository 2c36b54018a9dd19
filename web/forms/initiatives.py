"""What does someone write down of an initiative, its partners, agreements and results?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from models.initiative import Initiative, InitiativePhase, InitiativeResult, PartnerRole
from models.programme import Programme
from web.actions.afterwards.initiatives import InitiativeDraft, InitiativeRefused, initiative_fingerprint
from web.forms.personal import Guarded, no_personal_data
from web.forms.relations import RelationForm
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line, tidy_text
from web.words.initiatives import initiative_fault_sentence, phase_word, role_word

LONGEST_PART, MOST_COUNTED = 2_000, 10_000_000
COORDINATOR = "coordinator"


def _part(label: str) -> TextAreaField:
    return TextAreaField(label, filters=[tidy_text], validators=[at_most(LONGEST_PART), no_personal_data])


class InitiativeForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What everyone may read of an initiative."""

    name = StringField(
        _l("Naam van het initiatief"),
        filters=[tidy_line],
        validators=[filled(_l("Geef het initiatief een naam.")), at_most(LONGEST_NAME), no_personal_data],
    )
    goal = TextAreaField(
        _l("Wat wilt u samen bereiken?"),
        filters=[tidy_text],
        validators=[
            filled(_l("Schrijf op wat u samen wilt bereiken.")),
            at_most(LONGEST_PART),
            no_personal_data,
        ],
    )
    chances = _part(_l("Kansen: wat helpt?"))
    pitfalls = _part(_l("Valkuilen: waar kan het misgaan?"))
    first_actions = _part(_l("Eerste acties"))

    def draft(self) -> InitiativeDraft:
        """What was filled in."""
        told = self.data
        return InitiativeDraft(
            told["name"], told["goal"], told["chances"], told["pitfalls"], told["first_actions"]
        )


class BeginForm(InitiativeForm):
    """A new initiative: for which region, and which of one's organisations coordinates it."""

    region = SelectField(_l("In welke regio?"))
    organisation = SelectField(_l("Wie trekt het?"))

    @classmethod
    def showing(cls, regions: Mapping[str, str], organisations: Mapping[str, str], name: str = "") -> Self:
        """The form with these choices; when it was sent, with what was typed."""
        form = cls() if request.method == "POST" else cls(data={"goal": name})
        form.region.choices = list(regions.items())
        form.organisation.choices = list(organisations.items())
        return form


class ChangeForm(InitiativeForm):
    """All of it, with how far it is. `seen`: what the page showed, to notice a colleague's change."""

    seen = HiddenField()
    programme = SelectField(_l("Voor welk programma telt het mee?"), validate_choice=False)
    phase = RadioField(_l("Hoe ver is het?"))
    started_on = DateField(_l("Sinds wanneer loopt het?"), validators=[Optional()])
    ended_on = DateField(_l("Wanneer stopte het?"), validators=[Optional()])
    ended_why = TextAreaField(
        _l("Waarom stopte het?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_PART), no_personal_data],
    )

    @classmethod
    def showing(cls, initiative: Initiative, programmes: Sequence[Programme]) -> Self:
        """The form with what is known; when it was sent, with what was typed."""
        form = cls() if request.method == "POST" else cls(obj=initiative)
        form.phase.choices = [(one.value, phase_word(one)) for one in InitiativePhase]
        if request.method != "POST":
            form.seen.data = initiative_fingerprint(initiative)
            form.phase.data = initiative.phase.value
            form.programme.data = str(initiative.programme_id or "")
        named = [(str(one.id), one.name) for one in programmes]
        form.programme.choices = [("", str(_("Voor geen programma"))), *named]
        return form

    def draft(self) -> InitiativeDraft:
        """What was filled in."""
        told = self.data
        return InitiativeDraft(
            name=told["name"],
            goal=told["goal"],
            chances=told["chances"],
            pitfalls=told["pitfalls"],
            first_actions=told["first_actions"],
            phase=InitiativePhase(told["phase"]),
            started_on=told["started_on"],
            ended_on=told["ended_on"],
            ended_why=told["ended_why"],
        )

    @property
    def programme_id(self) -> int | None:
        """The programme that was chosen; 0 for what is none, so that it is refused."""
        chosen = str(self.programme.data or "")
        return (int(chosen) if chosen.isdecimal() else 0) if chosen else None

    def show_fault(self, refusal: InitiativeRefused) -> None:
        """Say at its field why it was refused."""
        self[refusal.field].errors = [initiative_fault_sentence(refusal.fault)]


class PartnerForm(RelationForm):
    """Whom to ask, and for what."""

    role = SelectField(
        _l("Wat doet deze organisatie?"),
        choices=lambda: (
            [(COORDINATOR, _("coördinator"))] + [(one.value, role_word(one)) for one in PartnerRole]
        ),
        default=PartnerRole.PARTNER.value,
    )

    @property
    def leads(self) -> bool:
        """Whether it is asked to coordinate."""
        return bool(self.role.data == COORDINATOR)

    @property
    def chosen_role(self) -> PartnerRole:
        """What it is asked to do, beside coordinating."""
        return PartnerRole.CORE_GROUP if self.leads else PartnerRole(self.role.data)


class AgreementForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What was agreed, and by when."""

    text = StringField(
        _l("Wat is afgesproken?"),
        filters=[tidy_line],
        validators=[filled(_l("Schrijf op wat is afgesproken.")), at_most(LONGEST_LINE), no_personal_data],
    )
    due_on = DateField(_l("Uiterlijk op"), validators=[InputRequired(_l("Kies een dag."))])


class ResultForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A number, and how anyone can check it."""

    number = IntegerField(
        _l("Aantal"),
        validators=[
            InputRequired(_l("Vul een getal in.")),
            NumberRange(0, MOST_COUNTED, _l("Vul een getal in van 0 of meer.")),
        ],
    )
    what = StringField(
        _l("Van wat?"),
        filters=[tidy_line],
        validators=[filled(_l("Schrijf op wat u telde.")), at_most(LONGEST_LINE), no_personal_data],
    )
    measured_on = DateField(_l("Geteld op"), validators=[InputRequired(_l("Kies een dag."))])
    evidence = StringField(
        _l("Waar blijkt dat uit?"),
        filters=[tidy_line],
        validators=[
            filled(_l("Schrijf op waar het uit blijkt: een link, of een zin over de bron.")),
            at_most(LONGEST_LINE),
            no_personal_data,
        ],
    )

    def result(self) -> InitiativeResult:
        """What was filled in."""
        told = self.data
        measured_on: date = told["measured_on"]
        return InitiativeResult(
            number=told["number"], what=told["what"], measured_on=measured_on, evidence=told["evidence"]
        )
