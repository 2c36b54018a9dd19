"""Documents that people take along can be read by people, calendars and screen readers."""

import builtins
import re
import sys
import zlib
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from models.meeting import Meeting
from models.person import Language
from web.clock import HERE
from web.documents import PdfUnavailable, calendar_of, pdf_of, pdf_of_parts, spoken_moment

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
MEETING = Meeting(
    id=4,
    title="Van beleid naar actie",
    goal="Samen een stap zetten; klein, mag ook",
    place="Stadhuis",
    starts_at=datetime(2026, 7, 1, 10, 30, tzinfo=UTC),
    ends_at=datetime(2026, 7, 1, 15, tzinfo=UTC),
)
PAGE = '<html lang="nl"><head><title>Lijst</title></head><body><h1>Lijst</h1></body></html>'


def uncompressed(pdf):
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, flags=re.DOTALL)
    return b"\n".join(zlib.decompress(stream) if stream[:1] == b"x" else stream for stream in streams)


def test_calendar_of_gives_the_meeting_in_dutch_time():
    calendar = Calendar.from_ical(calendar_of(MEETING, base_url="https://onverwacht.example", at=AT))

    (event,) = calendar.walk("VEVENT")
    assert event["uid"] == "bijeenkomst-4@onverwacht.example"
    assert event["dtstart"].dt == datetime(2026, 7, 1, 12, 30, tzinfo=HERE)
    assert event["dtstart"].params["tzid"] == "Europe/Amsterdam"
    assert str(event["location"]) == "Stadhuis"
    assert str(event["description"]) == "Samen een stap zetten; klein, mag ook"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]


def test_spoken_moment_is_in_dutch_time_and_in_the_language():
    assert spoken_moment(MEETING.starts_at, Language.DUTCH) == "woensdag 1 juli 2026 om 12.30 uur"
    assert spoken_moment(MEETING.starts_at, Language.ENGLISH) == "Wednesday 1 July 2026 at 12:30"


@pytest.mark.slow
def test_pdf_of_is_readable_aloud():
    pdf = pdf_of(PAGE)

    assert pdf.startswith(b"%PDF-")
    metadata = uncompressed(pdf)
    assert b'pdfuaid:part="1"' in metadata
    assert b"Lijst" in metadata
    assert b"/Lang (nl)" in metadata


@pytest.mark.slow
def test_parts_become_one_pdf_in_which_every_heading_stays_one():
    pdf = uncompressed(pdf_of_parts([PAGE, PAGE, PAGE]))

    assert (pdf.count(b"/S /H1"), pdf.count(b'pdfuaid:part="1"')) == (3, 1)


def test_pdf_of_says_so_when_pango_is_missing(monkeypatch):
    real_import = builtins.__import__

    def without_pango(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real_import(name, *rest)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_pango)

    with pytest.raises(PdfUnavailable, match="libpango"):
        pdf_of(PAGE)


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "static:///../settings.py", "http://localhost/x.css"]
)
def test_pdf_of_reads_nothing_but_our_own_files(address, caplog):
    page = PAGE.replace("</head>", f'<link rel="stylesheet" href="{address}"></head>')

    with caplog.at_level("ERROR", logger="weasyprint"):
        pdf_of(page)

    assert "a document may only use files" in caplog.text
