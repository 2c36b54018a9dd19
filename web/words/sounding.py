"""In which words do pages tell of the sounding board: how far a question is, who is free?"""

from flask_babel import gettext as _
from flask_babel import ngettext

from models.sounding import Adviser, QuestionSource, QuestionState, SoundingQuestion
from web.actions.afterwards.sounding_choice import AdviserLine, Availability
from web.actions.afterwards.sounding_moves import is_overdue
from web.actions.afterwards.sounding_sources import Candidate
from web.clock import now


def question_word(question: SoundingQuestion) -> str:
    """How far a question is, in a few words."""
    if is_overdue(question, now()):
        return str(_("wacht al lang op antwoord"))
    words = {
        QuestionState.OPEN: _("nog bij niemand"),
        QuestionState.ASKED: _("gevraagd"),
        QuestionState.ACCEPTED: _("aangenomen"),
        QuestionState.ANSWERED: _("beantwoord"),
        QuestionState.WITHDRAWN: _("ingetrokken"),
    }
    return str(words[question.state])


def question_tone(question: SoundingQuestion) -> str:
    """The look of the label with how far it is."""
    if is_overdue(question, now()):
        return "stop"
    return "done" if question.state is QuestionState.ANSWERED else "wait"


def why_here(candidate: Candidate) -> str:
    """Why a need or step could go to the board."""
    if candidate.source is QuestionSource.STEP:
        return str(
            ngettext(
                "Deze stap liep %(num)s keer vast.", "Deze stap liep %(num)s keer vast.", candidate.times
            )
        )
    return str(
        _(
            "Bij %(meeting)s vonden wij niemand die dit biedt. Ook niet buiten de zaal.",
            meeting=candidate.meeting.title,
        )
    )


def adviser_name(adviser: Adviser | None) -> str:
    """The name of an adviser where it may be shown, else who it is in general."""
    if adviser is not None and adviser.shows_name and adviser.person.name:
        return adviser.person.name
    return str(_("een deskundige van de klankbordgroep"))


def availability_word(line: AdviserLine) -> str:
    """Whether an adviser can take a question, or why not."""
    words = {
        Availability.FREE: _("heeft ruimte"),
        Availability.AWAY: _("is er tijdelijk niet"),
        Availability.FULL: _("heeft genoeg vragen voor deze maand"),
        Availability.NO_MAIL: _("wil geen mail van ons"),
        Availability.GAVE_BACK: _("gaf deze vraag terug"),
    }
    return str(words[line.availability])


def load_word(line: AdviserLine) -> str:
    """How many questions an adviser has, of how many."""
    return str(_("%(load)s van %(monthly)s vragen deze maand", load=line.load, monthly=line.adviser.monthly))


SHOWN = (adviser_name, availability_word, load_word, question_tone, question_word, why_here)
