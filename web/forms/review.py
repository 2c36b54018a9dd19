"""What does an organiser fill in on the desk? A reason, a note, what to see, who comes."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Optional

from matcher.review import RefusalReason, ReviewState
from models.organisation import OrganisationMember
from models.proposal import ProposalForm
from web.actions.organising.registrations import Attendee
from web.actions.proposals.bulk import Chosen, Verdict
from web.actions.proposals.desk import DeskView
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_NAME, at_most, tidy_line, tidy_text
from web.words.organiser import refusal_word

LONGEST_NOTE = 500

# The words of an address and what they mean.
FORMS = {"tweetallen": ProposalForm.PAIRING, "coalities": ProposalForm.COALITION}
STATES = {
    "open": ReviewState.PROPOSED,
    "goedgekeurd": ReviewState.APPROVED,
    "wacht": ReviewState.ON_HOLD,
    "geweigerd": ReviewState.REFUSED,
    "alles": None,
}


DECISIONS = {
    "goedkeuren": ReviewState.APPROVED,
    "aanhouden": ReviewState.ON_HOLD,
    "weigeren": ReviewState.REFUSED,
}


class DecisionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A decision that needs no reason. `seen`: how many decisions the page showed."""

    seen = HiddenField()

    @property
    def decisions_seen(self) -> int:
        """How many decisions the organiser saw; a form without it saw none."""
        seen = self.seen.data or ""
        return int(seen) if seen.isdecimal() else 0


class ReasonForm(Guarded, DecisionForm):
    """A refusal, or a decision to wait: why?"""

    reason = RadioField(
        _l("Waarom?"),
        validators=[InputRequired(_l("Kies een reden."))],
        choices=lambda: {reason.value: refusal_word(reason) for reason in RefusalReason},
    )
    note = TextAreaField(
        _l("Uitleg"), filters=[tidy_text], validators=[at_most(LONGEST_NOTE), no_personal_data]
    )

    @property
    def refusal_reason(self) -> RefusalReason:
        """The reason that was chosen."""
        return RefusalReason(self.reason.data)


class ManyForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One decision on every proposal that was ticked; a refusal or a wait may have a reason and a note."""

    note = TextAreaField(
        _l("Uitleg"), filters=[tidy_text], validators=[at_most(LONGEST_NOTE), no_personal_data]
    )

    def chosen(self) -> tuple[Chosen, ...]:
        """What was ticked; what is no tick of ours is left out."""
        ticks = (tick.partition("-") for tick in request.form.getlist("kies"))
        return tuple(
            Chosen(int(number), int(seen))
            for number, _dash, seen in ticks
            if number.isdecimal() and seen.isdecimal()
        )

    def verdict(self) -> Verdict | None:
        """What to decide; None when no button was pressed."""
        after = DECISIONS.get(request.form.get("besluit", ""))
        reasons = {reason.value: reason for reason in RefusalReason}
        reason = reasons.get(request.form.get("reason", ""), RefusalReason.OTHER)
        return Verdict(after, reason, self.note.data or "") if after else None


class AttendanceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who comes for an organisation: some of its contact persons, and perhaps someone else."""

    contacts = BoxesField(_l("Wie komen er?"))
    name = StringField(_l("Naam"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    email = EmailField(
        _l("E-mailadres"),
        filters=[tidy_line],
        validators=[Optional(), at_most(254), Email(_l("Dit lijkt geen e-mailadres."))],
    )

    def __init__(self, contacts: Sequence[OrganisationMember], **values: Any) -> None:  # noqa: ANN401
        super().__init__(**values)
        self._members = {str(member.person_id): member for member in contacts}
        self.contacts.choices = {
            key: " · ".join(filter(None, (member.name or member.person.name, member.function)))
            for key, member in self._members.items()
        }

    def attendees(self) -> list[Attendee]:
        """The people who come, contact persons first; empty when nobody was chosen."""
        chosen = [self._members[key] for key in self.contacts.data or ()]
        known = [
            Attendee(m.name or m.person.name or m.person.email, m.person.email, m.person.language)
            for m in chosen
        ]
        return [*known, Attendee(self.name.data, self.email.data or "")] if self.name.data else known


def asked_view(courage: float) -> DeskView:
    """What the address asks to see of the desk; `courage` is the meeting's own, for when it names none.

    An address that names something else shows what is still to be decided.
    """
    words = request.args
    chosen = words.get("durf", type=int)
    return DeskView(
        courage=courage if chosen is None else min(max(chosen, 0), 100) / 100,
        form=FORMS.get(words.get("vorm", ""), ProposalForm.PAIRING),
        state=STATES.get(words.get("staat", ""), ReviewState.PROPOSED),
        page=words.get("pagina", 1, type=int),
        keep=words.get("bij", type=int),
        sector=words.get("sector", ""),
        organisation=words.get("wie", type=int),
        surprising="verrassend" in words,
        sensitive="gevoelig" in words,
        pinned="vast" in words,
    )


def view_words(view: DeskView) -> dict[str, Any]:
    """The words of the address that shows this view, but for the page."""
    narrowed = {
        "sector": view.sector,
        "wie": view.organisation,
        "verrassend": int(view.surprising),
        "gevoelig": int(view.sensitive),
        "vast": int(view.pinned),
    }
    return {
        **{word: value for word, value in narrowed.items() if value},
        "vorm": next(word for word, form in FORMS.items() if form is view.form),
        "staat": next(word for word, state in STATES.items() if state is view.state),
        "durf": round(view.courage * 100),
    }
