"""How does a match list become a page, a PDF or a calendar file?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, render_template
from structlog import get_logger

from models.meeting import Meeting
from web.actions.afterwards.circle_cases import is_circle
from web.actions.afterwards.steps import is_time
from web.actions.lists.encounters import MeetingStage, Said
from web.actions.lists.match_lists import MatchList
from web.actions.organisations.contact_details import Coming, ShownContact
from web.clock import now
from web.documents import PdfUnavailable, calendar_of, pdf_of
from web.security import current_settings
from web.words.match_list import question_sentence, unusual_sentence, word_sentence

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an attendee said of others, by id of the organisation, and where the meeting is in time."""

    organisation_id: int
    said: Mapping[int, Said]
    stage: MeetingStage

    def of(self, organisation_id: int) -> Said:
        """What was said of this organisation."""
        return self.said.get(organisation_id, Said())


SENTENCES = {
    "question_sentence": question_sentence,
    "unusual_sentence": unusual_sentence,
    "word_sentence": word_sentence,
}


def list_page(
    match_list: MatchList,
    *,
    attendee: str = "",
    pdf_address: str,
    calendar_address: str = "",
    back_address: str = "",
    coming_address: str = "",
    large_address: str = "",
    own: OwnWords | None = None,
    steps_address: str = "",
    answer_address: str = "",
    circle_address: str = "",
) -> str:
    """The page of one list; before publication a page with when and where.

    `own`: what its reader said, and can say, behind a personal link.
    """
    template = "list" if match_list.publication else "not_yet"
    return render_template(
        f"attendee/{template}.html",
        match_list=match_list,
        attendee=attendee,
        pdf_address=pdf_address,
        calendar_address=calendar_address,
        back_address=back_address,
        coming_address=coming_address,
        large_address=large_address,
        own=own,
        steps_address=steps_address if is_time(match_list.meeting, now()) else "",
        answer_address=answer_address,
        circle_address=circle_address if is_circle(match_list.meeting) else "",
        **SENTENCES,
    )


def coming_page(
    meeting: Meeting, coming: Sequence[Coming], *, back_address: str, own: OwnWords | None = None
) -> str:
    """Who comes to the meeting, with what everyone there may see of them; `own`: see list_page."""
    return render_template(
        "attendee/coming.html", meeting=meeting, coming=coming, back_address=back_address, own=own
    )


def shown_contacts(match_lists: Iterable[MatchList]) -> list[ShownContact]:
    """All contacts whose details stand on these lists."""
    return [
        contact
        for match_list in match_lists
        for item in match_list.items
        for partner in item.partners
        for contact in partner.contacts
    ]


def all_lists_page(match_lists: Sequence[MatchList]) -> str:
    """All lists under each other; on paper each begins on a new sheet."""
    return render_template("attendee/all_lists.html", match_lists=match_lists, answer_address="", **SENTENCES)


def list_pdf(match_list: MatchList, *, attendee: str = "", list_address: str) -> Response:
    """The list as a PDF; a page that says what to do instead where this machine cannot make one."""
    page = render_template(
        "attendee/document.html", match_list=match_list, attendee=attendee, answer_address="", **SENTENCES
    )
    return pdf_file(page, list_address=list_address)


def pdf_file(page: str, *, list_address: str) -> Response:
    """This page of HTML as a PDF to download; see list_pdf."""
    try:
        pdf = pdf_of(page)
    except PdfUnavailable:
        log.error("pdf_unavailable", missing="pango")
        return Response(render_template("attendee/no_pdf.html", list_address=list_address), 503)
    return _file(pdf, "application/pdf", "onverwacht-lijst.pdf")


def calendar_file(meeting: Meeting) -> Response:
    """The meeting as an iCalendar file."""
    calendar = calendar_of(meeting, base_url=current_settings().base_url, at=now())
    return _file(calendar.encode(), "text/calendar; charset=utf-8", "onverwacht-bijeenkomst.ics")


def _file(body: bytes, kind: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(body, mimetype=None, content_type=kind, headers={"Content-Disposition": disposition})
