"""How does a Spierbundel become a page or a PDF? With bars for sectors and for steps."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Response, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog import get_logger

from models.kind import Sector
from models.region import Region
from web.actions.afterwards.booklet_contents import Facts
from web.actions.afterwards.booklets import Readable
from web.documents import PdfUnavailable, pdf_of
from web.pictures.steps import HEIGHT, WIDTH, Piece, pieces_of
from web.presenting.steps import state_word
from web.words.booklet import path_of, section_title, use_word
from web.words.initiatives import phase_word

log = get_logger(__name__)

SECTOR_WIDTH = 300
WORDS = {
    "section_title": section_title,
    "phase_word": phase_word,
    "state_word": state_word,
    "use_word": use_word,
    "path_of": path_of,
}


@dataclass(frozen=True, slots=True)
class SectorBar:
    """A sector with the length of its bar; the largest sector fills the picture."""

    sector: Sector
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn of the facts: a bar for each sector, and one bar of all steps."""

    sectors: tuple[SectorBar, ...]
    steps: tuple[Piece, ...]
    absent: tuple[Sector, ...]
    sector_width: int = SECTOR_WIDTH
    width: int = WIDTH
    height: int = HEIGHT


def pictures_of(session: Session, facts: Facts) -> Pictures:
    """The pictures of these facts; a sector that is not known any more is left out."""
    known = {one.slug: one for one in session.scalars(select(Sector))}
    most = max((one.count for one in facts.sectors), default=1)
    bars = [
        SectorBar(known[one.sector], one.count, max(2, round(SECTOR_WIDTH * one.count / most)))
        for one in facts.sectors
        if one.sector in known
    ]
    total = sum(one.count for one in facts.steps)
    steps = pieces_of({one.state: one.count for one in facts.steps}, WIDTH / max(1, total))
    return Pictures(tuple(bars), steps, tuple(known[slug] for slug in facts.absent if slug in known))


def told(session: Session, region: Region, readable: Readable) -> dict[str, Any]:
    """What every template needs that shows sections of a Spierbundel."""
    facts = readable.contents.facts
    return {
        "region": region,
        "sections": readable.contents.sections,
        "facts": facts,
        "partners": readable.partners,
        "pictures": pictures_of(session, facts),
        **WORDS,
    }


@lru_cache(maxsize=16)
def kept_pdf(html: str) -> bytes:
    """The PDF of this text. Everyone may ask for it and it takes a second, so the last ones are kept."""
    return pdf_of(html)


def booklet_pdf(session: Session, region: Region, readable: Readable, *, day: date, page: str) -> Response:
    """The Spierbundel as a PDF to hand over. `page`: where to go when this machine cannot make one."""
    html = render_template("booklets/document.html", day=day, **told(session, region, readable))
    try:
        pdf = kept_pdf(html)
    except PdfUnavailable:
        log.error("pdf_unavailable", missing="pango")
        return Response(render_template("attendee/no_pdf.html", list_address=page), 503)
    disposition = f'attachment; filename="spierbundel-{region.code}.pdf"'
    return Response(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})
