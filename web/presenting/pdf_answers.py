"""How does a laid-out page become the PDF that someone downloads?"""

from flask import Response, render_template
from structlog import get_logger

from web.documents import PdfUnavailable, pdf_of

log = get_logger(__name__)


def pdf_answer(html: str, name: str, *, page: str) -> Response:
    """The page as a PDF of this name. `page`: where to go when this machine cannot make one."""
    try:
        pdf = pdf_of(html)
    except PdfUnavailable:
        log.error("pdf_unavailable", missing="pango")
        return Response(render_template("attendee/no_pdf.html", list_address=page), 503)
    disposition = f'attachment; filename="{name}.pdf"'
    return Response(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})
