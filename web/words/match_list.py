"""How do the codes on a match list become sentences? Opening questions, and what makes a meeting unusual."""

from flask_babel import gettext as _

from matcher.profiles import StatementRole
from matcher.proposals import ReasonCode
from matcher.sensitive import Sensitivity
from models.person import Language
from models.proposal import ProposalForm
from web.actions.lists.list_items import Quoted, Unusual
from web.actions.proposals.opening import OpeningCode, OpeningQuestion
from web.actions.proposals.same_language import SharedWord
from web.i18n import in_language, language, named

# A question should be easy to say aloud; the whole text stands above it.
LONGEST_QUOTE = 90


def careful_question(care: Sensitivity) -> str:
    """A neutral question for those who may find it hard to meet."""
    return care.question_en if language() is Language.ENGLISH else care.question_nl


def careful_hint(care: Sensitivity) -> str:
    """What whoever leads the table of those should know."""
    return care.hint_en if language() is Language.ENGLISH else care.hint_nl


def question_sentence(question: OpeningQuestion) -> str:
    """The question that someone can begin with."""
    words = {
        "quote": shortened(question.quote),
        "subject": named(question.subject) if question.subject else "",
    }
    if question.care is not None:
        return careful_question(question.care)
    sentences: dict[OpeningCode, str] = {
        OpeningCode.WORKING_DAY: _(
            "Hoe ziet een gewone werkdag er bij u uit? Wat begrijpen anderen vaak verkeerd?"
        ),
        OpeningCode.SAME_PEOPLE: _("Wat ziet u bij mensen met schulden, dat de ander misschien niet ziet?"),
        OpeningCode.HELP_EACH_OTHER: _(
            "U kunt elkaar helpen. Met welke kleine stap kunt u volgende maand beginnen?"
        ),
        OpeningCode.OUR_NEED: _("Wat zou u als eerste willen weten over “%(quote)s”?", **words),
        OpeningCode.OUR_NEED_FOR_GROUP: _(
            "Wat zou “%(quote)s” kunnen veranderen voor deze groep: %(subject)s?", **words
        ),
        OpeningCode.THEIR_NEED: _(
            "De ander zoekt “%(quote)s”. Wat hebt u al eens gedaan dat daarop lijkt?", **words
        ),
        OpeningCode.THEIR_NEED_FOR_GROUP: _(
            "De ander zoekt “%(quote)s”. Wat werkt volgens u bij deze groep: %(subject)s?", **words
        ),
        OpeningCode.SHARED_GROUP: _(
            "U kent allebei deze groep: %(subject)s. Wat ziet u bij hen, dat de ander niet ziet?", **words
        ),
        OpeningCode.SHARED_THEME: _(
            "U werkt allebei aan dit thema: %(subject)s. Waar loopt u nu op vast?", **words
        ),
        OpeningCode.SHARED_MOMENT: _(
            "U ontmoet mensen allebei op dit moment: %(subject)s. Wat ziet u dan, en wat doet u?", **words
        ),
        OpeningCode.OTHER_WORLD: _("Uw werk ligt ver uit elkaar. Wat zou u van de ander willen leren?"),
        OpeningCode.COALITION_OUR_NEED: _(
            "U zoekt “%(quote)s”. Wie aan tafel kan daar een stuk van doen?", **words
        ),
        OpeningCode.COALITION_OUR_OFFER: _(
            "U biedt “%(quote)s”. Wie aan tafel kent mensen die daar iets aan hebben?", **words
        ),
        OpeningCode.COALITION_FIRST_STEP: _("Wat kunt u samen beginnen, dat niemand van u alleen kan?"),
        OpeningCode.FIRST_MEETING: _("Wat doet u voor mensen met geldzorgen, dat de ander nog niet weet?"),
    }
    return sentences[question.code]


def unusual_sentence(reason: Unusual) -> str:
    """What they share, or what makes it special that these organisations meet."""
    subject = named(reason.subject) if reason.subject else ""
    sentences: dict[ReasonCode, str] = {
        ReasonCode.SHARED_GROUP: _("U bereikt dezelfde groep: %(subject)s.", subject=subject),
        ReasonCode.SHARED_THEME: _("U werkt aan hetzelfde thema: %(subject)s.", subject=subject),
        ReasonCode.SHARED_MOMENT: _("U ziet mensen op hetzelfde moment: %(subject)s.", subject=subject),
        ReasonCode.SHARED_SCHEME: _("U werkt met dezelfde regeling: %(subject)s.", subject=subject),
        ReasonCode.DISTANT_SECTORS: _("Uw soort werk ligt ver uit elkaar. U ziet dus elk iets anders."),
        ReasonCode.RARE_KINDS: _("Organisaties zoals die van u werken zelden samen."),
        ReasonCode.NOT_ACQUAINTED: _("U kent elkaar nog niet."),
    }
    return sentences[reason.code]


def word_sentence(word: SharedWord, *, short: bool = False) -> str:
    """What both sides call the same thing, on one line; `short`: without what it means."""
    ours, theirs = in_language(word.ours), in_language(word.theirs)
    if short or word.meaning is None:
        return str(_("U zegt “%(ours)s”, zij zeggen “%(theirs)s”.", ours=ours, theirs=theirs))
    meaning = in_language(word.meaning)
    return str(
        _(
            "U zegt “%(ours)s”, zij zeggen “%(theirs)s”. %(meaning)s",
            ours=ours,
            theirs=theirs,
            meaning=meaning,
        )
    )


def quote_lead(quoted: Quoted, form: ProposalForm) -> str:
    """Whose offer or need it is, in front of its text."""
    nameless = form is ProposalForm.PAIRING or not quoted.name
    if quoted.role is StatementRole.NEED:
        if quoted.ours:
            return str(_("U zoekt"))
        return str(_("Zij zoeken") if nameless else _("%(name)s zoekt", name=quoted.name))
    if quoted.ours:
        return str(_("U biedt"))
    return str(_("Zij bieden") if nameless else _("%(name)s biedt", name=quoted.name))


def shortened(text: str) -> str:
    """The text, or its first words and “…”; without a full stop, so that it can stand inside a sentence."""
    text = " ".join(text.split())
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE].rpartition(" ")[0].rstrip(",;:") + " …"
    return text.rstrip(".")
