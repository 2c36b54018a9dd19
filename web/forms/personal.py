"""What do we do when someone is about to write down data of a client or debtor? Say where it stands."""

from typing import Any, Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, ValidationError

from web.actions.afterwards.case_traces import find_in_case
from web.actions.personal_traces import Trace, TraceCode, find_traces


class Guarded:
    """What a form with free texts needs: a box to say that what we found is no personal data.

    `asks_confirmation`: something was found that may be something else, so the page shows the box.
    """

    not_personal = BooleanField(_l("Ik heb gekeken: dit zijn geen gegevens van een cliënt of klant."))
    asks_confirmation = False


class _GuardedForm(Protocol):
    not_personal: BooleanField
    asks_confirmation: bool


def no_personal_data(form: Any, field: Field) -> None:  # noqa: ANN401  # a form of the library with Guarded
    """Refuse a text that seems to hold data of one person; the box of `Guarded` allows the uncertain."""
    _refuse(form, field, find_traces(field.data or ""))


def no_person(form: Any, field: Field) -> None:  # noqa: ANN401  # a form of the library with Guarded
    """Refuse a case from practice by which someone could know whom it is about; see no_personal_data."""
    _refuse(form, field, find_in_case(field.data or ""))


def trace_sentence(trace: Trace, *, many_lines: bool) -> str:
    """What stands where, and what it looks like; the line is named when the text has several."""
    quote = trace.quote
    sentences = {
        TraceCode.CITIZEN_NUMBER: _("“%(quote)s” lijkt een burgerservicenummer.", quote=quote),
        TraceCode.BANK_ACCOUNT: _("“%(quote)s” is een rekeningnummer.", quote=quote),
        TraceCode.BIRTH_DATE: _("“%(quote)s” lijkt een geboortedatum.", quote=quote),
        TraceCode.CASE_OF_PERSON: _("“%(quote)s” lijkt het dossier van iemand met een naam.", quote=quote),
        TraceCode.NAME: _("“%(quote)s” lijkt de naam van iemand.", quote=quote),
        TraceCode.AGE: _(
            "“%(quote)s” is een precieze leeftijd. Schrijf liever: rond de veertig.", quote=quote
        ),
        TraceCode.ADDRESS: _("“%(quote)s” lijkt een adres.", quote=quote),
        TraceCode.TELEPHONE: _("“%(quote)s” lijkt een telefoonnummer.", quote=quote),
    }
    line = _("Regel %(line)s:", line=trace.line)
    return f"{line} {sentences[trace.code]}" if many_lines else str(sentences[trace.code])


def _refuse(form: Any, field: Field, found: tuple[Trace, ...]) -> None:  # noqa: ANN401  # as above
    guarded: _GuardedForm = form
    text = field.data or ""
    confirmed = bool(guarded.not_personal.data)
    left = [trace for trace in found if trace.is_certain or not confirmed]
    if any(not trace.is_certain for trace in found):
        guarded.asks_confirmation = True
    if left:
        places = [trace_sentence(trace, many_lines="\n" in text) for trace in left]
        raise ValidationError(" ".join((*places, _advice(left))))


def _advice(left: list[Trace]) -> str:
    words = str(_("Wij bewaren geen gegevens van mensen met schulden. Haal dit weg; uw tekst staat er nog."))
    if all(trace.is_certain for trace in left):
        return words
    confirm = _("Is het iets anders? Kruis dan aan dat u hebt gekeken, en sla opnieuw op.")
    return f"{words} {confirm}"
