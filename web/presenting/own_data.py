"""How do the codes of someone's own data become words and files?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from flask import Response
from flask_babel import gettext as _

from matcher.review import RefusalReason
from models.organisation import Audience
from web.actions.accounts.own_values import Attendance, OwnData
from web.forms.contact import audience_name
from web.words.circles import circle_deeds
from web.words.nominations import answer_word, nomination_deeds
from web.words.organiser import refusal_word


def as_json(data: OwnData, *, at: datetime) -> str:
    """Everything as JSON, named as in web/actions/accounts/own_values.py; moments in UTC, as ISO 8601."""
    return json.dumps(
        {"made_at": at, **asdict(data)}, default=_plain, ensure_ascii=False, indent=2, sort_keys=False
    )


def attached(body: str, kind: str, name: str) -> Response:
    """A file to keep; the browser does not show it as a page of the site."""
    return Response(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def role_word(role: str) -> str:
    """What someone may do for an organisation."""
    return str({"owner": _("eigenaar"), "editor": _("schrijft mee")}[role])


def decision_word(what: str) -> str:
    """What an organiser did."""
    return _decisions()[what]


def mail_state_word(state: str) -> str:
    """Where a mail is."""
    words = {
        "waiting": _("wacht"),
        "released": _("onderweg"),
        "sent": _("verstuurd"),
        "failed": _("niet aangekomen"),
        "withdrawn": _("ingetrokken"),
    }
    return str(words[state])


def reason_word(reason: str) -> str:
    """Why an organiser refused; empty when there was no reason."""
    return refusal_word(RefusalReason(reason)) if reason else ""


def deed_word(action: str) -> str:
    """What a line of the log tells; a code that has no words of its own is shown as it is."""
    words = {
        "signed_in": _("ingelogd"),
        "added": _("toegevoegd aan Onverwacht"),
        "made_organiser": _("organisator gemaakt"),
        "change_profile": _("profiel gewijzigd"),
        "create_organisation": _("profiel begonnen"),
        "confirm_profile": _("profiel nagekeken"),
        "register": _("iemand aangemeld"),
        "change_registration": _("aanmelding gewijzigd"),
        "cancel_registration": _("iemand afgemeld"),
        "change_own_details": _("eigen gegevens gewijzigd"),
        "ask_for_address": _("nieuw e-mailadres gevraagd"),
        "change_address": _("nieuw e-mailadres bevestigd"),
        "object": _("keuze bij bezwaar opgeslagen"),
        "became_owner": _("eigenaar van een profiel geworden"),
        "released": _("mail laten gaan"),
        "request_run": _("voorstellen laten maken"),
        "create_meeting": _("bijeenkomst gemaakt"),
        "change_meeting": _("bijeenkomst gewijzigd"),
        "change_parties": _("partijen gewijzigd"),
        "save_courage": _("durf gekozen"),
        **_planning(),
        "asked_to_join": _("gevraagd om mee te doen"),
        "accepted": _("iemand toegelaten"),
        "withdrawn": _("vraag ingetrokken"),
        "invited": _("iemand uitgenodigd"),
        "withdrew_invitation": _("uitnodiging ingetrokken"),
        "accepted_invitation": _("uitnodiging gebruikt"),
        "changed_role": _("iemands rol gewijzigd"),
        "removed_member": _("iemand weggehaald"),
        "left": _("gestopt bij een organisatie"),
        "handed_over": _("profiel overgedragen"),
        "merged": _("organisaties samengevoegd"),
        "unmerged": _("samenvoegen ongedaan gemaakt"),
        "choose_period": _("bewaartijd gekozen"),
        "invited_guest": _("organisatie voor een bijeenkomst uitgenodigd"),
        "uninvited_guest": _("organisatie van de gastenlijst gehaald"),
        "changed_letter": _("brief van een bijeenkomst gewijzigd"),
        "planned_reminder": _("herinnering gepland"),
        "dropped_reminder": _("geplande herinnering weggehaald"),
        "wait_for_place": _("iemand op de wachtlijst gezet"),
        "stop_waiting": _("iemand van de wachtlijst gehaald"),
        "decline": _("gezegd dat niemand komt"),
        "check_in": _("iemand aan de deur binnengelaten"),
        "undo_check_in": _("binnenlaten ongedaan gemaakt"),
        "cancel_meeting": _("bijeenkomst afgelast"),
        "revive_meeting": _("bijeenkomst gaat toch door"),
    }
    return str({**_decisions(), **words}.get(action, action))


def seat_words(one: Attendance) -> str:
    """Where someone sits at a meeting, and where they should."""
    wishes = {
        "moderator": _("leidt een tafel"),
        "near_door": _("dicht bij de deur"),
        "stays": _("alle rondes aan dezelfde tafel"),
    }
    tables = [
        _("ronde %(number)s: tafel %(table)s", number=number, table=table) for number, table in one.tables
    ]
    wished = [
        wishes.get(code) or _("altijd tafel %(table)s", table=code.partition(":")[2]) for code in one.wishes
    ]
    return ", ".join((*tables, *wished))


def said_words(one: Attendance) -> str:
    """What someone said of other organisations at a meeting."""
    words = {
        "known": _("wij kennen elkaar al"),
        "declined": _("niet voor mij"),
        "wanted": _("die wil ik spreken"),
        "met": _("wij spraken elkaar"),
        "agreed": _("wij gaan iets doen"),
        "useful": _("het was nuttig"),
        "useless": _("het was niet nuttig"),
    }
    return "; ".join(f"{name}: {words[code]}" for name, code in one.said)


def opinion_words(one: Attendance) -> str:
    """What someone thought of a meeting."""
    words = {
        "met_new": _("ik sprak iemand die ik anders niet had gesproken"),
        "met_nobody_new": _("ik sprak niemand die nieuw was"),
        "much": _("ik heb er veel aan"),
        "some": _("ik heb er een beetje aan"),
        "nothing": _("ik heb er niets aan"),
    }
    return "; ".join(str(words.get(told, f"“{told}”")) for told in one.opinion)


def request_word(state: str) -> str:
    """What became of someone's request to join an organisation."""
    words = {
        "asked": _("Wacht op antwoord"),
        "accepted": _("Ja, u doet mee"),
        "refused": _("Niet gelukt"),
        "withdrawn": _("Ingetrokken"),
    }
    return f"{words[state]}."


def audience_word(audience: str) -> str:
    """Who may see a contact detail."""
    return audience_name(Audience(audience))


WORDS: Mapping[str, Callable[..., str]] = {
    "audience": audience_word,
    "decision": decision_word,
    "deed": deed_word,
    "mail": mail_state_word,
    "reason": reason_word,
    "request": request_word,
    "role": role_word,
    "seats": seat_words,
    "said": said_words,
    "opinion": opinion_words,
    "named": answer_word,
}


def _decisions() -> dict[str, str]:
    return {
        "proposed": _("besluit teruggedraaid"),
        "approved": _("goedgekeurd"),
        "refused": _("geweigerd"),
        "on_hold": _("in de wacht gezet"),
        "publish": _("lijsten gepubliceerd"),
        "match": _("voorstellen laten maken"),
        "seat": _("tafels laten maken"),
        "publish_plan": _("tafels gepubliceerd"),
        "move_coalition": _("een organisatie verplaatst op het coalitiebord"),
    }


def _plain(value: object) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _planning() -> dict[str, str]:
    return {
        "create_programme": _("programma gemaakt"),
        "change_programme": _("programma gewijzigd"),
        "change_parts": _("bijeenkomsten van een programma gewijzigd"),
        "change_phases": _("fasen van een programma gewijzigd"),
        "create_kind": _("soort bijeenkomst gemaakt"),
        "change_kind": _("soort bijeenkomst gewijzigd"),
        "set_kind_aside": _("soort bijeenkomst opzij gelegd"),
        "bring_kind_back": _("soort bijeenkomst teruggezet"),
        "add_task": _("iets op een controlelijst gezet"),
        "tick_task": _("gezegd dat iets geregeld is"),
        "untick_task": _("gezegd dat iets toch niet geregeld is"),
        "take_off_task": _("iets van een controlelijst gehaald"),
        "put_back_task": _("iets op een controlelijst teruggezet"),
        "begin_initiative": _("initiatief begonnen"),
        "change_initiative": _("initiatief gewijzigd"),
        "ask_partner": _("een organisatie voor een initiatief gevraagd"),
        "join_initiative": _("aan een initiatief meegedaan"),
        "leave_initiative": _("niet of niet meer aan een initiatief meegedaan"),
        "add_agreement": _("een afspraak opgeschreven"),
        "tick_agreement": _("gezegd of een afspraak is nagekomen"),
        "add_result": _("een resultaat opgeschreven"),
        "remove_line": _("een afspraak of resultaat weggehaald"),
        "add_step": _("een stap opgeschreven"),
        "change_step": _("een stap gewijzigd"),
        "remove_step": _("een stap weggehaald"),
        "answer_step": _("verteld hoe een stap gaat"),
        "released_checks": _("mails over stappen laten gaan"),
        **circle_deeds(),
        **nomination_deeds(),
    }
