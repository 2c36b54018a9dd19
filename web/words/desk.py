"""Which words do organisers see on the review desk, in its history, and when something cannot be pinned?"""

from flask_babel import gettext as _
from flask_babel import ngettext

from models.matching_run import RunState
from web.actions.errors import ActionError
from web.actions.proposals.bulk import Outcome
from web.actions.proposals.pins import PinApartError
from web.actions.tables.seating_wishes import TogetherError
from web.words.coalition_board import board_problem_sentence


def pin_problem_sentence(refusal: ActionError) -> str:
    """Why these were not pinned, put apart or proposed, and what to do."""
    if isinstance(refusal, PinApartError) and refusal.names:
        names = " – ".join(refusal.names)
        return str(_("Dit botst: u zette %(names)s uit elkaar. Haal die afspraak eerst weg.", names=names))
    if isinstance(refusal, TogetherError):
        names = " – ".join(refusal.names)
        return str(
            _(
                "Dit botst: %(names)s is vastgezet of goedgekeurd. Maak dat los of weiger het. Zet hen dan "
                "uit elkaar.",
                names=names,
            )
        )
    sentences = {
        "pin_size": _("Kies twee tot vijf verschillende organisaties die naar deze bijeenkomst komen."),
        "pin_apart": _("Deze organisaties kunnen niet samen. Waarom, zeggen wij niet."),
        "pin_refused": _("U hebt dit voorstel geweigerd. Draai dat eerst terug."),
        "pin_overlap": _("Een van hen staat al in een coalitie die vastgezet is. Maak die eerst los."),
        "not_coming": _("Kies twee verschillende organisaties die allebei komen."),
        "not_measured": _(
            "Niet iedereen is al met de anderen vergeleken. Maak nieuwe voorstellen, en probeer het dan weer."
        ),
        "no_run": _("Er zijn nog geen voorstellen. Laat ze eerst maken."),
    }
    known = sentences.get(refusal.code)
    return str(known) if known else board_problem_sentence(refusal)


def bulk_sentence(outcome: Outcome) -> str:
    """What came of one decision on many."""
    done = ngettext(
        "Over %(num)s voorstel is besloten.", "Over %(num)s voorstellen is besloten.", len(outcome.decided)
    )
    if outcome.decided:
        done = " ".join((done, _("Terugdraaien kan bij ‘Geschiedenis’.")))
    if not outcome.refused:
        return str(done)
    kept = ngettext(
        "%(num)s bleef zoals het was: een collega besloot er net over, of het kan nu niet.",
        "%(num)s bleven zoals zij waren: een collega besloot er net over, of het kan nu niet.",
        len(outcome.refused),
    )
    return f"{done} {kept}"


def deed_word(code: str) -> str:
    """What was done, as it stands in the history."""
    words = {
        "approved": _("keurde goed"),
        "refused": _("weigerde"),
        "on_hold": _("zette in de wacht"),
        "proposed": _("maakte weer open"),
        "undone": _("draaide terug"),
        "pin": _("zette vast"),
        "unpin": _("maakte los"),
        "keep_apart": _("zette uit elkaar"),
        "allow_together": _("liet weer samen"),
        "acquaint": _("schreef op: zij kennen elkaar"),
        "forget_acquaintance": _("schreef op: zij kennen elkaar niet"),
        "hold_names": _("hield de namen nog verborgen"),
        "show_names": _("liet de namen zien"),
    }
    return str(words[code])


def run_state_word(state: RunState) -> str:
    """How far a run is."""
    words = {
        RunState.REQUESTED: _("staat klaar"),
        RunState.RUNNING: _("bezig"),
        RunState.DONE: _("klaar"),
        RunState.FAILED: _("mislukt"),
    }
    return str(words[state])


def trial_problem_sentence(problem: str) -> str:
    """Why the question was not answered, and what to do."""
    if problem == "not_measured":
        return str(_("Deze voorstellen zijn hier te oud voor. Maak eerst nieuwe voorstellen."))
    return str(_("Het uitrekenen is niet gelukt. Er is niets veranderd. Probeer het opnieuw."))
