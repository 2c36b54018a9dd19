"""Which documents can people take along? A PDF of a printed page, a calendar file, a date in words."""

import logging
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from babel.dates import format_date, format_datetime
from icalendar import Calendar, Event, vCalAddress

from models.meeting import Meeting
from models.person import Language
from web.clock import HERE

STATIC = Path(__file__).with_name("static")
# The address of our own files inside a document; nothing outside the folder is ever read for a PDF.
STATIC_URL = "static:///"
READ_ALOUD = "pdf/ua-1"


class PdfUnavailable(RuntimeError):
    """This machine cannot make a PDF, because the library that draws text (Pango) is missing."""


def pdf_of(html: str) -> bytes:
    """The page as PDF/UA (readable aloud). Style sheets are named as `static:///name.css`.

    Raises PdfUnavailable where Pango is not installed.
    """
    return pdf_of_parts([html])


def pdf_of_parts(parts: Iterable[str]) -> bytes:
    """These pages after each other as one PDF/UA, with the title of the first; see pdf_of."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except OSError as error:
        raise PdfUnavailable(
            f"WeasyPrint found no Pango ({error}); on Debian: apt install libpango-1.0-0"
        ) from error

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint is published without types
        def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
            path = _own_file(url)
            kind = mimetypes.guess_type(path)[0] or ""
            return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": kind})

    # It warns of every line of CSS that only browsers know; nobody reads that.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    laid_out = [
        HTML(string=part, base_url=STATIC_URL, url_fetcher=OwnFiles()).render(pdf_variant=READ_ALOUD)
        for part in parts
    ]
    pages = [page for document in laid_out for page in document.pages]
    return bytes(laid_out[0].copy(pages).write_pdf(pdf_variant=READ_ALOUD))


class CalendarUse(StrEnum):
    """What a calendar does with the file, as iCalendar calls it."""

    SHOW = "PUBLISH"  # put the meeting in, if the reader wants that
    KEEP = "REQUEST"  # the reader comes: put it in, or change what stands there
    REMOVE = "CANCEL"  # the meeting is off, or the reader does not come: take it out


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whose calendar it is, and from whom the file comes: two mail addresses."""

    address: str
    sender: str


def calendar_of(
    meeting: Meeting,
    *,
    base_url: str,
    at: datetime,
    use: CalendarUse = CalendarUse.SHOW,
    invitee: Invitee | None = None,
) -> str:
    """The meeting as an iCalendar file in Dutch time.

    Its UID stays the same and its SEQUENCE rises when the meeting changes. A cancelled meeting says so.
    A file to keep or to remove needs the invitee.
    """
    event = Event()
    event.add("uid", f"bijeenkomst-{meeting.id}@{urlsplit(base_url).hostname}")
    event.add("dtstamp", at)
    event.add("sequence", meeting.sequence or 0)
    if use is CalendarUse.REMOVE or meeting.cancelled_at is not None:
        event.add("status", "CANCELLED")
    if invitee is not None:
        _add_people(event, invitee)
    event.add("dtstart", meeting.starts_at.astimezone(HERE))
    event.add("dtend", meeting.ends_at.astimezone(HERE))
    event.add("summary", meeting.title)
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.goal:
        event.add("description", meeting.goal)
    calendar = Calendar()
    calendar.add("prodid", "-//Onverwacht//NL")
    calendar.add("version", "2.0")
    calendar.add("method", use.value)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return str(calendar.to_ical(), encoding="utf-8")


def spoken_moment(moment: datetime, language: Language) -> str:
    """Such as `dinsdag 13 december 2016 om 12.30 uur`, in Dutch time, for texts outside a page."""
    pattern = {
        Language.DUTCH: "EEEE d MMMM yyyy 'om' HH.mm 'uur'",
        Language.ENGLISH: "EEEE d MMMM yyyy 'at' HH:mm",
    }
    return format_datetime(moment.astimezone(HERE), pattern[language], locale=language.value)


def spoken_day(day: date, language: Language) -> str:
    """Such as `dinsdag 13 december 2016`, for texts outside a page."""
    return format_date(day, "EEEE d MMMM yyyy", locale=language.value)


def _add_people(event: Event, invitee: Invitee) -> None:
    """Who comes has answered already: the calendar asks nothing, and sends no answer that nobody reads."""
    attendee = vCalAddress(f"mailto:{invitee.address}")
    attendee.params["PARTSTAT"] = "ACCEPTED"
    attendee.params["RSVP"] = "FALSE"
    event.add("attendee", attendee)
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(invitee.sender)[1]}"))


def _own_file(url: str) -> Path:
    path = (STATIC / unquote(urlsplit(url).path).lstrip("/")).resolve()
    if not url.startswith(STATIC_URL) or not path.is_relative_to(STATIC):
        raise ValueError(f"a document may only use files of {STATIC_URL}, not {url}")
    return path
