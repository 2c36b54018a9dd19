"""Which words do organisers see for codes? Faults of a meeting, states, reasons, why someone got nothing."""

from collections.abc import Sequence

from flask_babel import gettext as _

from matcher.proposals import ReasonCode, UnmatchedCode
from matcher.review import RefusalReason, ReviewState
from models.message import MessageState
from web.actions.lists.preview import EmptyList
from web.actions.organisations.profile_steps import Part
from web.actions.organising.meeting_draft import (
    LARGEST_CAPACITY,
    MOST_PERSONS,
    MOST_PROPOSALS,
    MeetingFault,
    MeetingFaultCode,
)
from web.actions.organising.parties import LARGEST_COALITION
from web.actions.proposals.cards import Particular
from web.actions.proposals.matching import RunProblem
from web.i18n import named


def fault_sentence(fault: MeetingFault) -> str:
    """What is wrong with a field of a meeting, and what would be right."""
    names = ", ".join(fault.names)
    sentences = {
        MeetingFaultCode.NO_TITLE: _("Geef de bijeenkomst een naam."),
        MeetingFaultCode.ENDS_BEFORE_START: _("Het einde is vroeger dan het begin. Kies een later einde."),
        MeetingFaultCode.JOINT_START_TOO_LONG: _(
            "De gezamenlijke start duurt even lang als de bijeenkomst, of langer. Kies minder minuten."
        ),
        MeetingFaultCode.RSVP_AFTER_MEETING: _(
            "De aanmelddatum ligt na de bijeenkomst. Kies een eerdere dag."
        ),
        MeetingFaultCode.INVITATION_AFTER_MEETING: _(
            "De definitieve uitnodiging komt na de bijeenkomst. Kies een eerdere dag."
        ),
        MeetingFaultCode.INVITATION_BEFORE_RSVP: _(
            "De definitieve uitnodiging gaat weg voordat iedereen heeft geantwoord. Kies een latere dag."
        ),
        MeetingFaultCode.PERSONS_OUT_OF_RANGE: _(
            "Kies een aantal van 1 tot en met %(most)s.", most=MOST_PERSONS
        ),
        MeetingFaultCode.MORE_PERSONS_REGISTERED: _(
            "Er zijn al meer personen aangemeld van: %(names)s. Meld iemand af, of kies een hoger aantal.",
            names=names,
        ),
        MeetingFaultCode.MINIMUM_ABOVE_MAXIMUM: _("Het minste aantal is hoger dan het grootste aantal."),
        MeetingFaultCode.PROPOSALS_OUT_OF_RANGE: _(
            "Kies een aantal van 1 tot en met %(most)s.", most=MOST_PROPOSALS
        ),
        MeetingFaultCode.CAPACITY_OUT_OF_RANGE: _(
            "Kies een aantal van 1 tot en met %(most)s, of laat het leeg.", most=LARGEST_CAPACITY
        ),
        MeetingFaultCode.PERSONS_ABOVE_CAPACITY: _(
            "Eén organisatie mag met meer personen komen dan er in totaal passen. Kies een van beide anders."
        ),
        MeetingFaultCode.UNKNOWN_CHOICE: _("Dit is geen keuze uit de lijst. Kies opnieuw."),
    }
    return str(sentences[fault.code])


def party_sentence(code: str, names: Sequence[str] = ()) -> str:
    """What is wrong with a party or with all of them; `names`: those that contradict each other."""
    listed = ", ".join(f"“{name}”" for name in names)
    sentences = {
        "party_without_name": _("Geef deze partij een naam."),
        "party_name_twice": _("Een andere partij heeft deze naam al. Kies een andere naam."),
        "party_without_members": _("Kies ten minste één sector of één soort organisatie."),
        "no_parties": _(
            "Er is nog geen partij. Geef er ten minste één een naam, of zet het vinkje bij “Zonder regels”."
        ),
        "anyone_and_parties": _(
            "U koos “Zonder regels”, maar er zijn nog partijen: %(names)s. Haal die weg, of haal het "
            "vinkje weg.",
            names=listed,
        ),
        "same_members": _(
            "Deze partijen hebben precies dezelfde organisaties: %(names)s. Voeg ze samen, of kies anders.",
            names=listed,
        ),
        "too_many_wanted": _(
            "Deze regels kunnen niet samen: %(names)s vragen samen meer dan de %(most)s organisaties die in "
            "een coalitie passen. Vraag er minder.",
            names=listed,
            most=LARGEST_COALITION,
        ),
        "kind_name_taken": _("Er is al een soort bijeenkomst met deze naam. Kies een andere."),
    }
    return str(sentences[code])


def run_problem_sentence(problem: str) -> str:
    """Why no proposals came, and what to do; codes after a colon are for the helpdesk."""
    sentences = {
        RunProblem.FAULTY_RESULT: _(
            "De voorstellen hielden zich niet aan de regels van de bijeenkomst. Er is dus niets opgeslagen."
        ),
        RunProblem.EMBEDDER_UNAVAILABLE: _("Het programma dat de teksten vergelijkt, kon niet starten."),
        RunProblem.ABANDONED: _("Het werk is onderweg gestopt."),
    }
    return str(sentences.get(RunProblem(problem.partition(":")[0]), _("Er ging onverwacht iets mis.")))


def state_word(state: ReviewState) -> str:
    """The state of a proposal, in a word or two."""
    words = {
        ReviewState.PROPOSED: _("Nog te beoordelen"),
        ReviewState.APPROVED: _("Goedgekeurd"),
        ReviewState.REFUSED: _("Geweigerd"),
        ReviewState.ON_HOLD: _("In de wacht"),
    }
    return str(words[state])


def refusal_word(reason: RefusalReason) -> str:
    """Why something was refused or has to wait."""
    words = {
        RefusalReason.KNOWN_ALREADY: _("Zij kennen elkaar al"),
        RefusalReason.TOO_FAR: _("Zij zitten te ver uit elkaar"),
        RefusalReason.NOT_USEFUL: _("Zij hebben weinig aan elkaar"),
        RefusalReason.SENSITIVE: _("Het ligt gevoelig"),
        RefusalReason.WRONG_MOMENT: _("Het is nu niet het goede moment"),
        RefusalReason.OTHER: _("Anders"),
    }
    return str(words[reason])


def review_problem_sentence(code: str) -> str:
    """Why nothing was decided; the card as it is now stands under it."""
    sentences = {
        "decided_meanwhile": _(
            "Iemand anders heeft intussen over dit voorstel besloten. Uw besluit is niet opgeslagen. "
            "Kijk eerst wat er nu staat."
        ),
        "proposal_outdated": _(
            "Er zijn intussen nieuwe voorstellen gemaakt. Beslis daarom over de nieuwe voorstellen."
        ),
        "decision_not_allowed": _("Dit is al besloten."),
        "nothing_to_undo": _("Er is niets om terug te draaien."),
        "kept_apart": _(
            "Dit kan niet: twee van hen zijn uit elkaar gezet. Haal die afspraak eerst weg, bij "
            "‘Afspraken vooraf’."
        ),
        "not_a_pair": _("Kies bij ‘Afspraken vooraf’ welke twee u uit elkaar wilt zetten."),
        "other_coalition": _(
            "Een van hen zit al in een andere coalitie die is goedgekeurd. Weiger die eerst, of zet die "
            "in de wacht."
        ),
        "is_pinned": _("Dit voorstel is vastgezet. Maak het eerst los, en weiger het dan."),
    }
    return str(sentences[code])


def particular_sentence(particular: Particular) -> str:
    """What these organisations share, or what makes it unusual that they meet."""
    subject = named(particular.subject) if particular.subject else ""
    sentences = {
        ReasonCode.SHARED_GROUP: _("Zij bereiken dezelfde groep: %(subject)s.", subject=subject),
        ReasonCode.SHARED_THEME: _("Zij werken aan hetzelfde thema: %(subject)s.", subject=subject),
        ReasonCode.SHARED_MOMENT: _("Zij zien mensen op hetzelfde moment: %(subject)s.", subject=subject),
        ReasonCode.SHARED_SCHEME: _("Zij werken met dezelfde regeling: %(subject)s.", subject=subject),
        ReasonCode.DISTANT_SECTORS: _("Hun soort werk ligt ver uit elkaar."),
        ReasonCode.RARE_KINDS: _("Zulke organisaties werken zelden samen."),
        ReasonCode.NOT_ACQUAINTED: _("Zij kennen elkaar nog niet, voor zover wij weten."),
    }
    return str(sentences[particular.code])


def unmatched_sentence(code: UnmatchedCode, *, coalition: bool) -> str:
    """Why an organisation got no pairing or no coalition, and what would help."""
    if code is UnmatchedCode.NOT_CHOSEN:
        if coalition:
            return str(_("Er is geen groep gevonden waarin iedereen iets heeft aan de anderen."))
        return str(_("Er zijn partners, maar die hebben al hun grootste aantal voorstellen."))
    sentences = {
        UnmatchedCode.EMPTY_PROFILE: _(
            "In het profiel staat nu niet wat de organisatie biedt of zoekt. "
            "Het is leeg, of te lang niet bevestigd."
        ),
        UnmatchedCode.NO_FIT: _(
            "Er is geen partner gevonden bij wat deze organisatie biedt en zoekt. Meer woorden helpen."
        ),
        UnmatchedCode.RULED_OUT: _("De regels van deze bijeenkomst laten geen partner over."),
        UnmatchedCode.TOO_FEW: _("Er komen te weinig organisaties."),
    }
    return str(sentences[code])


def empty_list_sentence(empty: EmptyList) -> str:
    """Why an organisation that comes would get no list."""
    if empty.undecided:
        return str(_("U hebt nog geen voorstel voor deze organisatie goedgekeurd."))
    if empty.refused:
        return str(_("Alle voorstellen voor deze organisatie zijn geweigerd."))
    if empty.code is None:
        return str(_("Deze organisatie is aangemeld nadat de voorstellen zijn gemaakt."))
    return unmatched_sentence(empty.code, coalition=False)


def part_word(part: Part) -> str:
    """A part of a profile, as it stands in a list of what is missing."""
    words = {
        Part.KIND: _("soort organisatie"),
        Part.MUNICIPALITY: _("gemeente"),
        Part.ABOUT: _("wat zij zien en doen"),
        Part.OFFERS: _("wat zij bieden"),
        Part.NEEDS: _("wat zij zoeken"),
        Part.GROUPS: _("wie zij bereiken"),
        Part.THEMES: _("thema’s"),
        Part.CONTACT: _("contactpersoon"),
    }
    return str(words[part])


def mail_word(state: MessageState) -> str:
    """Where a mail is."""
    words = {
        MessageState.WAITING: _("Wacht op u"),
        MessageState.RELEASED: _("Onderweg"),
        MessageState.SENT: _("Verstuurd"),
        MessageState.FAILED: _("Niet aangekomen"),
        MessageState.WITHDRAWN: _("Niet meer nodig"),
    }
    return str(words[state])


def courage_words(courage: float) -> str:
    """What a setting of courage does; `courage` is a fraction."""
    if courage < 0.2:
        return str(_("Veilig: wie het best bij elkaar past, staat bovenaan. Verrassing telt bijna niet mee."))
    if courage < 0.45:
        return str(_("Voorzichtig: past het goed, dan mag het ook een beetje verrassen."))
    if courage <= 0.55:
        return str(_("In het midden: passen en verrassen tellen allebei mee."))
    if courage <= 0.8:
        return str(_("Gedurfd: wat verrast, komt hoger. Het moet wel bij elkaar passen."))
    return str(_("Heel gedurfd: de grootste verrassingen bovenaan, zolang er iets is dat past."))
