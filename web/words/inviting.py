"""Which words do organisers see for how far an invitation is, and for why a mail did not arrive?"""

from flask_babel import gettext as _

from models.guest import LetterKind
from web.actions.organising.guest_list import GuestState

TONES = {
    GuestState.NOBODY: "stop",
    GuestState.OBJECTED: "stop",
    GuestState.WAITING: "wait",
    GuestState.ON_ITS_WAY: "wait",
    GuestState.RETRYING: "wait",
    GuestState.FAILED: "stop",
    GuestState.SENT: "",
    GuestState.COMING: "done",
    GuestState.ON_WAITING_LIST: "wait",
    GuestState.DECLINED: "",
}


def guest_word(state: GuestState) -> str:
    """How far an invited organisation is."""
    words = {
        GuestState.NOBODY: _("Geen e-mailadres bekend"),
        GuestState.OBJECTED: _("Wil geen mail"),
        GuestState.WAITING: _("Mail wacht op u"),
        GuestState.ON_ITS_WAY: _("Mail is onderweg"),
        GuestState.RETRYING: _("Wij proberen het opnieuw"),
        GuestState.FAILED: _("Mail niet aangekomen"),
        GuestState.SENT: _("Verstuurd, nog geen antwoord"),
        GuestState.COMING: _("Komt"),
        GuestState.ON_WAITING_LIST: _("Op de wachtlijst"),
        GuestState.DECLINED: _("Komt niet"),
    }
    return str(words[state])


def unreachable_sentence(state: GuestState) -> str:
    """Why an organisation gets no mail, and what to do."""
    sentences = {
        GuestState.NOBODY: _("Wij kennen niemand met een e-mailadres. Bel deze organisatie."),
        GuestState.OBJECTED: _("De mensen van deze organisatie willen geen mail van ons. Bel hen."),
    }
    return str(sentences[state])


def mail_problem_sentence(problem: str, *, is_retried: bool = False) -> str:
    """Why a mail did not leave, in plain words; `problem` is the class of what went wrong."""
    if is_retried and problem == "SMTPRecipientsRefused":
        return str(_("De mailserver van de ontvanger wil deze mail pas later."))
    sentences = {
        "SMTPRecipientsRefused": _("Dit e-mailadres bestaat niet, of neemt onze mail niet aan."),
        "SMTPSenderRefused": _("De mailserver neemt onze afzender niet aan. Vraag het de beheerder."),
        "SMTPAuthenticationError": _("De mailserver laat ons niet binnen. Vraag het de beheerder."),
        "SMTPDataError": _("De mailserver vond iets mis met deze mail, en nam haar niet aan."),
    }
    unreachable = _("De mailserver was niet te bereiken.")
    return str(sentences.get(problem, unreachable))


def letter_word(kind: LetterKind) -> str:
    """What a letter is called."""
    words = {
        LetterKind.INVITATION: _("Uitnodiging"),
        LetterKind.REMINDER: _("Herinnering"),
        LetterKind.DEFINITIVE: _("Definitieve uitnodiging"),
        LetterKind.CHANGE: _("Bericht van een wijziging"),
        LetterKind.CANCELLATION: _("Bericht dat het niet doorgaat"),
    }
    return str(words[kind])
