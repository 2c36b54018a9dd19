"""Which words do organisers see on the coalition board, and when a proposal of their own cannot be?"""

from collections.abc import Iterable

from flask_babel import gettext as _

from matcher.checks import Fault, FaultCode
from matcher.proposals import UnmatchedCode
from models.coalition_board import CoalitionMove
from web.actions.errors import ActionError
from web.actions.organising.registrations import MeetingIsCancelledError
from web.actions.proposals.coalition_board import Verdict, WithoutCode
from web.actions.proposals.own_proposals import BreaksRulesError
from web.i18n import problem_sentence
from web.words.organiser import review_problem_sentence, unmatched_sentence

FEWEST, MOST = 3, 5


def board_problem_sentence(refusal: ActionError) -> str:
    """Why nothing was moved or saved, and what to do."""
    if isinstance(refusal, BreaksRulesError):
        return " ".join((_("Dit is niet opgeslagen."), *broken_sentences(refusal.faults)))
    sentences = {
        "moved_meanwhile": _(
            "Een collega heeft intussen iets verplaatst. Uw stap is niet gedaan. Kijk eerst hoe het bord nu "
            "staat."
        ),
        "board_outdated": _(
            "Er zijn intussen nieuwe voorstellen gemaakt. U ziet nu het bord van de nieuwe voorstellen."
        ),
        "not_on_this_card": _(
            "Dat kan niet: op deze kaart staat een organisatie die zij bij deze bijeenkomst niet ontmoet."
        ),
        "card_unknown": _("Deze kaart of organisatie staat niet op het bord. Kies opnieuw."),
        "no_move_to_undo": _("Er is niets van u om terug te draaien."),
        "not_measured": _(
            "Niet iedereen op deze kaart is al met de anderen vergeleken. Kies eerst ‘Vergelijk iedereen’."
        ),
    }
    known = sentences.get(refusal.code)
    return str(known) if known else review_problem_sentence(refusal.code)


def repair_problem_sentence(refusal: ActionError) -> str:
    """Why nothing was repaired, and what to do."""
    sentences = {
        "repair_outdated": _(
            "Er is intussen iets veranderd. Er is niets gedaan. Kijk hieronder wat er nu nodig is."
        ),
        "meeting_is_over": _("De bijeenkomst is voorbij. Er verandert niets meer."),
        "nothing_approved": _("Er blijft geen enkel voorstel over voor de lijsten. Er is niets gedaan."),
    }
    known = sentences.get(refusal.code)
    if isinstance(refusal, MeetingIsCancelledError):
        return problem_sentence(refusal.code)
    return str(known) if known else board_problem_sentence(refusal)


def broken_sentences(faults: Iterable[Fault]) -> tuple[str, ...]:
    """The rules that a group breaks, a sentence for each kind; who is kept apart is not told."""
    return tuple(dict.fromkeys(_broken(fault) for fault in faults))


def verdict_word(verdict: Verdict) -> str:
    """What becomes of a card when someone joins it."""
    words = {
        Verdict.BETTER: _("wordt sterker"),
        Verdict.SAME: _("blijft gelijk"),
        Verdict.WEAKER: _("wordt zwakker"),
        Verdict.UNKNOWN: _("nog niet vergeleken"),
    }
    return str(words[verdict])


def without_sentence(code: WithoutCode | UnmatchedCode) -> str:
    """Why someone is on no card."""
    sentences = {
        WithoutCode.TAKEN_OFF: _("Van een kaart gehaald."),
        WithoutCode.CAME_LATER: _("Aangemeld nadat de voorstellen waren gemaakt."),
        WithoutCode.REFUSED: _("Hun coalitie is geweigerd."),
    }
    if isinstance(code, WithoutCode):
        return str(sentences[code])
    return unmatched_sentence(code, coalition=True)


def move_sentence(move: CoalitionMove) -> str:
    """Who moved whom, from where and to where."""
    told = {
        "who": move.mover.name if move.mover else _("Iemand"),
        "name": move.organisation.name,
        "start": card_name(move.from_card),
        "end": card_name(move.to_card),
    }
    if move.undoes is not None:
        return str(_("%(who)s zette %(name)s terug: van %(start)s naar %(end)s.", **told))
    return str(_("%(who)s verplaatste %(name)s van %(start)s naar %(end)s.", **told))


def card_name(number: int | None) -> str:
    """A card within a sentence."""
    return str(_("‘zonder coalitie’") if number is None else _("coalitie %(number)s", number=number))


def _broken(fault: Fault) -> str:
    sentences = {
        FaultCode.WRONG_SIZE: _(
            "Een coalitie heeft %(fewest)s tot %(most)s organisaties. Hier zijn het er %(count)s.",
            fewest=FEWEST,
            most=MOST,
            count=len(fault.organisations),
        ),
        FaultCode.PARTY_MISSING: _("Er ontbreekt een partij: %(party)s.", party=fault.detail),
        FaultCode.FORBIDDEN_PAIR: _("Twee van deze organisaties ontmoeten elkaar niet bij deze bijeenkomst."),
        FaultCode.ACQUAINTED_PAIR: _("Deze twee kennen elkaar al."),
        FaultCode.BELOW_FIT_FLOOR: _("Deze twee passen te weinig bij elkaar."),
    }
    return str(sentences.get(fault.code, _("Deze organisaties kunnen zo niet bij elkaar.")))
