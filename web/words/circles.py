"""In which words do people read of a learning circle? Sides, states, kinds of case, first questions."""

from flask_babel import gettext as _

from matcher.circles import AloneCode, Side
from matcher.labels import Label, LabelKind, labels
from models.circle import CaseState
from web.actions.afterwards.circle_groups import Talk
from web.i18n import named


def side_word(side: Side) -> str:
    """Which experience someone brings."""
    words = {
        Side.SOCIAL_WORK: _("Sociaal werk"),
        Side.CASE_MANAGEMENT: _("Klantmanager of ander werk bij gemeente of UWV"),
        Side.OTHER: _("Iets anders"),
    }
    return str(words[side])


def short_side(side: Side) -> str:
    """The same, beside a name."""
    words = {
        Side.SOCIAL_WORK: _("sociaal werk"),
        Side.CASE_MANAGEMENT: _("klantmanager"),
        Side.OTHER: _("andere ervaring"),
    }
    return str(words[side])


def case_word(slug: str) -> str:
    """What kind of case it is; a kind that is not known any more is named so."""
    label = labels().get(slug)
    return named(label) if label else str(_("Een soort geval die wij niet meer kennen"))


def case_group(label: Label) -> str:
    """Under which heading this kind of case stands in the list to choose from."""
    words = {
        LabelKind.MOMENT: _("Wat er gebeurt in een leven"),
        LabelKind.SCHEME: _("Een regeling of wet"),
        LabelKind.GROUP: _("Om wie het gaat"),
    }
    return str(words[label.kind])


def state_word(state: CaseState) -> str:
    """How far a case is, for its organiser."""
    words = {
        CaseState.BROUGHT: _("wacht op u"),
        CaseState.ACCEPTED: _("akkoord"),
        CaseState.REWORD: _("andere woorden gevraagd"),
        CaseState.REFUSED: _("geweigerd"),
    }
    return str(words[state])


def alone_sentence(code: AloneCode) -> str:
    """Why someone is in no group, and what helps."""
    sentences = {
        AloneCode.NO_OTHER_SIDE: _("Er komt niemand met de andere ervaring. Nodig nog iemand uit."),
        AloneCode.NO_CASE: _("Er is nog geen geval om over te praten. Vraag om een geval."),
        AloneCode.COLLEAGUES: _("Alleen collega’s van de eigen organisatie komen in aanmerking."),
        AloneCode.FULL: _("De anderen zitten al in een groepje. Zet deze persoon zelf ergens bij."),
    }
    return str(sentences[code])


def opening_questions(talk: Talk) -> tuple[str, str, str]:
    """Three questions to begin with; the first is about the kind of the first case."""
    known = [labels()[case.label_slug].kind for case in talk.cases if case.label_slug in labels()]
    about = {
        LabelKind.MOMENT: _("Wie merkt dit het eerst, en wat doet die dan?"),
        LabelKind.SCHEME: _("Waar loopt iemand vast in deze regeling? Wat ziet ieder van u daarvan?"),
        LabelKind.GROUP: _("Wat weet u van deze mensen dat de ander niet weet?"),
    }
    first = about.get(known[0]) if known else None
    return (
        str(first or _("Wat ziet u allebei, en wat ziet maar een van u?")),
        str(_("Wanneer had u de ander willen bellen? Wat hield u tegen?")),
        str(_("Wat kunt u morgen al anders doen, zonder toestemming te vragen?")),
    )


def circle_problem(code: str) -> str:
    """What the visitor reads when something of a circle was refused."""
    sentences = {
        "circle_over": _("De bijeenkomst is voorbij of gaat niet door. U kunt geen geval meer meebrengen."),
        "case_unknown": _("Dit geval is er niet meer. De deelnemer haalde het weg, of komt niet."),
        "group_full": _("Dat groepje is vol: drie mensen. Haal er eerst iemand uit."),
        "guest_unknown": _("Kies twee verschillende mensen die komen."),
        "nothing_learnt": _("Er is nog geen les om te delen. Schrijf er eerst een op."),
        "lessons_shared": _("De lessen zijn al gedeeld. Bel de organisator als u iets wilt veranderen."),
        "not_met_yet": _("De bijeenkomst is nog niet geweest. Schrijf de les op vanaf de dag zelf."),
    }
    return str(sentences[code])


def circle_deeds() -> dict[str, str]:
    """What lines of the log about circles tell."""
    return {
        "bring_case": _("een geval voor een leercirkel opgeschreven"),
        "withdraw_case": _("een geval weggehaald"),
        "judge_case": _("over een geval beslist"),
        "propose_groups": _("groepjes van een leercirkel laten maken"),
        "move_guest": _("een groepje veranderd"),
        "show_groups": _("groepjes laten zien"),
        "hide_groups": _("groepjes niet meer laten zien"),
        "tell_lesson": _("een les opgeschreven"),
        "share_lessons": _("lessen met andere regio’s gedeeld"),
        "unshare_lessons": _("lessen niet meer gedeeld"),
    }


WORDS = {
    "side_word": side_word,
    "short_side": short_side,
    "case_word": case_word,
    "state_word": state_word,
    "alone_sentence": alone_sentence,
    "opening_questions": opening_questions,
}
