"""In which language, and in which words, do people see things? Languages, dates, and codes as sentences."""

import math
from datetime import date, datetime
from typing import Protocol

from flask import Flask, request
from flask_babel import Babel, format_date, format_datetime, format_decimal, get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.person import Language
from web.security import cookie_name, current_settings

LANGUAGE_COOKIE = "language"
ONE_YEAR = 31_536_000  # seconds


class Named(Protocol):
    """Something with a name in both languages, such as a kind or a sector."""

    @property
    def name_nl(self) -> str:
        """The Dutch name."""

    @property
    def name_en(self) -> str:
        """The English name."""


class PartyNamed(Protocol):
    """A party of a meeting: its Dutch name, and the English one if it was told."""

    name: str
    name_en: str


class Said(Protocol):
    """A sentence in both languages, such as a question or what is typical of a kind."""

    @property
    def nl(self) -> str:
        """In Dutch."""

    @property
    def en(self) -> str:
        """In English."""


def init_i18n(app: Flask) -> None:
    """Set up the languages and the template filters."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, default_locale="nl", default_timezone="Europe/Amsterdam", locale_selector=_chosen_language)
    app.jinja_env.filters.update(
        named=named,
        party_name=party_name,
        task_name=task_name,
        in_language=in_language,
        number=number,
        day=day,
        short_day=short_day,
        month_name=month_name,
        moment=moment,
        clock_time=clock_time,
    )
    app.jinja_env.globals.update(
        fit_word=fit_word, fit_share=fit_share, surprise_word=surprise_word, language=language
    )


def language() -> Language:
    """The language of this page: Dutch, unless the visitor chose English."""
    return Language(str(get_locale()))


def has_chosen_language() -> bool:
    """Whether this browser remembers a choice of language."""
    return cookie_name(LANGUAGE_COOKIE, current_settings()) in request.cookies


def remember_language(answer: Response, choice: Language) -> None:
    """Let the browser remember the language with this answer."""
    settings = current_settings()
    answer.set_cookie(
        cookie_name(LANGUAGE_COOKIE, settings),
        choice,
        max_age=ONE_YEAR,
        secure=settings.is_https,
        httponly=True,
        samesite="Lax",
    )


def named(thing: Named) -> str:
    """The name in the language of this page."""
    return thing.name_en if language() is Language.ENGLISH else thing.name_nl


def party_name(party: PartyNamed) -> str:
    """The name of a party of a meeting in the language of this page; Dutch where it has no English one."""
    return (party.name_en or party.name) if language() is Language.ENGLISH else party.name


def task_name(task: Named) -> str:
    """What is to be arranged, in the language of this page; Dutch where it has no English words."""
    return named(task) or task.name_nl


def number(value: int) -> str:
    """Such as `20.000`, or `20,000` in English."""
    return str(format_decimal(value))


def in_language(sentence: Said) -> str:
    """The sentence in the language of this page."""
    return sentence.en if language() is Language.ENGLISH else sentence.nl


def month_name(value: date) -> str:
    """Such as `dec. 2016`."""
    return str(format_date(value, "MMM yyyy"))


def day(value: date | datetime) -> str:
    """Such as `dinsdag 13 december 2016`."""
    return str(format_date(value, "EEEE d MMMM yyyy"))


def short_day(value: date | datetime) -> str:
    """Such as `13 dec. 2016`."""
    return str(format_date(value, "d MMM yyyy"))


def moment(value: datetime) -> str:
    """Such as `13 december 2016 om 12.30 uur`."""
    return str(_("%(day)s om %(time)s", day=format_datetime(value, "d MMMM yyyy"), time=clock_time(value)))


def clock_time(value: datetime) -> str:
    """Such as `12.30 uur`, in Dutch time."""
    return str(_("%(time)s uur", time=format_datetime(value, "HH.mm")))


def fit_word(value: float) -> str:
    """How well two organisations fit, in a word; `value` is a fraction: how likely it bears fruit."""
    words = (_("weinig"), _("redelijk"), _("goed"), _("heel goed"))
    return str(words[_step(fit_share(value))])


def fit_share(value: float) -> float:
    """How much of its picture a fit fills, a fraction: its square root.

    Of all pairs at a meeting three in a hundred bear fruit, so a fit of 0.3 is a good one and must look it.
    """
    return math.sqrt(value)


def surprise_word(value: float) -> str:
    """How surprising a meeting is, in a word; `value` is a fraction."""
    words = (_("klein"), _("redelijk"), _("groot"), _("heel groot"))
    return str(words[_step(value)])


def problem_sentence(code: str) -> str:
    """What the visitor reads when an action refused something."""
    sentences = {
        "link_not_usable": _("Deze link werkt niet meer."),
        "too_many_links": _("U hebt vaak om een link gevraagd. Wacht een kwartier en probeer het dan weer."),
        "no_done_run": _("Er zijn nog geen voorstellen. Laat ze eerst maken."),
        "nothing_approved": _("Er is nog niets goedgekeurd. Keur eerst een of meer voorstellen goed."),
        "example_missing": _("Het voorbeeld is nog niet zo ver. Start de demo opnieuw met --fresh."),
        "link_unknown": _("Deze link werkt niet."),
        "confirmation_not_usable": _("Deze link werkt niet meer."),
        "address_taken": _("Iemand anders logt al in met dit e-mailadres."),
        "message_not_waiting": _("Deze mail is al verstuurd."),
        "changed_meanwhile": _("Iemand anders heeft dit ook veranderd. Kijk eerst wat er nu staat."),
        "may_exist_already": _("Er is al een organisatie die bijna zo heet."),
        "same_contact_twice": _("Dit e-mailadres staat al bij een andere contactpersoon."),
        "too_many_statements": _("Er passen vijf teksten op deze pagina."),
        "stands_already": _("Deze zin staat al in uw profiel."),
        "too_many_answers": _("U hebt vandaag al veel berichten gestuurd. Probeer het morgen weer."),
        "answer_waits": _(
            "U hebt hierop al geantwoord. Wacht tot de ander laat weten of die ermee verdergaat."
        ),
        "not_to_be_answered": _(
            "Hierop kunt u niet antwoorden: wij hebben geen contactpersoon van deze organisatie."
        ),
        "other_unknown": _("Deze organisatie kunnen wij niet meer vinden. Zoek opnieuw."),
        "too_many_persons": _("Uw organisatie komt al met zoveel mensen als er mogen komen."),
        "meeting_full": _("De bijeenkomst is vol."),
        "meeting_cancelled": _("Deze bijeenkomst gaat niet door. U kunt nu niets meer veranderen."),
        "answered_already": _("Deze organisatie heeft al geantwoord. Bel haar als er iets verandert."),
        "meeting_is_over": _("De bijeenkomst is al begonnen of voorbij. U kunt nu niets meer veranderen."),
        "import_not_ready": _("Deze import is intussen verder. Kijk eerst hoe ver hij is."),
        "choice_not_possible": _("Deze keuze kan niet bij deze rij. Kies een andere."),
        "already_member": _("Deze persoon doet al mee met deze organisatie."),
        "mail_stopped": _(
            "Deze persoon wil geen mail van ons. Vraag of deze persoon zelf inlogt, en vraagt om mee te doen."
        ),
        "too_many_invitations": _("U hebt vandaag al twintig mensen uitgenodigd. Probeer het morgen weer."),
        "asked_already": _(
            "U hebt dit al gevraagd. Wacht op het antwoord. Duurt het lang? Bel of mail dan een collega."
        ),
        "too_many_requests": _("U hebt vandaag al vijf organisaties gevraagd. Probeer het morgen weer."),
        "nobody_decides": _(
            "Niemand kan uw vraag nu beantwoorden: deze organisatie heeft nog geen eigenaar, en uw regio nog "
            "geen organisator. Begin gerust zelf een profiel. Later kan een organisator de twee samenvoegen."
        ),
        "request_decided": _("Iemand anders heeft deze vraag al beantwoord."),
        "last_owner": _(
            "Dit is de enige eigenaar. Maak eerst iemand anders eigenaar, want zonder eigenaar kan niemand "
            "over deze organisatie beslissen."
        ),
        "not_a_member": _("Deze persoon doet niet meer mee met deze organisatie."),
        "undo_too_late": _("Dit is al ongedaan gemaakt, of het is langer dan dertig dagen geleden."),
        "partner_unknown": _("Deze organisatie komt niet (meer) naar de bijeenkomst. Kijk wie er wel komen."),
        "not_met_yet": _("De bijeenkomst is nog niet geweest. Op de dag zelf kunt u zeggen wie u ontmoette."),
        "already_adviser": _("Deze persoon zit al in de klankbordgroep."),
        "put_to_board_already": _("Een andere organisator legde dit al voor. Kijk in de lijst."),
        "adviser_not_free": _("Deze deskundige kan nu geen vraag aannemen. Kies een andere."),
        "adviser_keeps_it": _("De deskundige wil dit antwoord niet openbaar maken."),
        "already_registered": _("Deze persoon staat al op de lijst van uw organisatie."),
    }
    return str(sentences.get(code, _("Dit kan nu niet.")))


def _step(value: float) -> int:
    return min(3, int(value * 4))


def _chosen_language() -> str:
    chosen = request.cookies.get(cookie_name(LANGUAGE_COOKIE, current_settings()), "")
    return chosen if chosen in set(Language) else Language.DUTCH
