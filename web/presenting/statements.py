"""In which words do pages tell of an offer or need: its state, its last confirmation, what came of it?"""

from datetime import datetime, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.profiles import StatementRole
from models.board import AnswerState
from models.organisation import STANDING, Organisation, Statement, StatementState
from models.renewal import StatementChange
from web.actions.organisations.statements import Terms
from web.clock import now
from web.security import current_settings

# What is asked for in the forms, by the word that stands there.
STATES = {
    "open": StatementState.OPEN,
    "bezig": StatementState.BEING_MET,
    "gelukt": StatementState.MET,
    "weg": StatementState.WITHDRAWN,
}


def statement_state_word(state: StatementState) -> str:
    """How a statement stands, in a few words."""
    words = {
        StatementState.OPEN: _("Staat open"),
        StatementState.BEING_MET: _("Er wordt aan gewerkt"),
        StatementState.MET: _("Gelukt"),
        StatementState.WITHDRAWN: _("Geldt niet meer"),
    }
    return str(words[state])


def statement_state_tone(state: StatementState) -> str:
    """The look of the label with the state."""
    return {StatementState.BEING_MET: "wait", StatementState.MET: "done"}.get(state, "")


def role_word(role: StatementRole) -> str:
    """Whether this is an offer or a need."""
    return str(_("Aanbod") if role is StatementRole.OFFER else _("Vraag"))


def state_choices(state: StatementState) -> list[tuple[str, str]]:
    """The other states that it can get, each as the word in the form and the text of the button."""
    texts = {
        "open": _("Staat weer open"),
        "bezig": _("Er wordt aan gewerkt"),
        "gelukt": _("Dit is gelukt"),
        "weg": _("Dit geldt niet meer"),
    }
    return [(word, str(texts[word])) for word, other in STATES.items() if other is not state]


def state_code(state: StatementState) -> str:
    """The word of this state in a form."""
    return next(word for word, other in STATES.items() if other is state)


def standing_of(organisation: Organisation) -> list[Statement]:
    """All that stands, offers first, each in the organisation's own order."""
    return [one for role in StatementRole for one in organisation.statements_in(role)]


def past_of(organisation: Organisation) -> list[Statement]:
    """All that was met or withdrawn, the newest first."""
    past = [one for one in organisation.statements if one.state not in STANDING]
    return sorted(past, key=lambda one: (one.confirmed_at, one.id), reverse=True)


def unconfirmed_since(statement: Statement) -> datetime | None:
    """When the statement was last confirmed, if that is so long ago that it should be said."""
    is_old = statement.confirmed_at <= current_terms().unconfirmed_before(now())
    return statement.confirmed_at if statement.state in STANDING and is_old else None


def helper_name(told: Statement | StatementChange) -> str:
    """With whom it is met or was met; empty when nobody told."""
    return told.met_by.name if told.met_by is not None else told.met_by_name


def calendar_day(value: datetime) -> str:
    """Such as `13 december 2016`."""
    return str(format_date(value, "d MMMM yyyy"))


def answer_state_word(state: AnswerState) -> str:
    """What came of an answer on the board."""
    words = {
        AnswerState.WAITING: _("Wacht op een besluit"),
        AnswerState.TAKEN_UP: _("Wordt opgepakt"),
        AnswerState.DECLINED: _("Gaat niet door"),
    }
    return str(words[state])


def current_terms() -> Terms:
    """How long a statement holds on this site."""
    return Terms(timedelta(days=current_settings().renewal_days))


SHOWN = (
    answer_state_word,
    calendar_day,
    helper_name,
    past_of,
    role_word,
    standing_of,
    state_choices,
    state_code,
    statement_state_tone,
    statement_state_word,
    unconfirmed_since,
)
