"""What did a programme bring? Its figures as a page, as a PDF to hand over, and as a workbook to count on."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.programme import Programme
from web.actions.afterwards.programme_results import Results, Span, results_of
from web.actions.permissions import organises_programme
from web.clock import HERE, now
from web.database import get_session
from web.exports import file_answer
from web.presenting.pdf_answers import pdf_answer
from web.presenting.results import told
from web.presenting.results_tables import tables_of
from web.security import allow
from web.spreadsheets.writing import xlsx_of

blueprint = Blueprint("results", __name__, url_prefix="/programmas/<int:programme_id>")

# How the address names the length of a period.
SPANS = {"kwartaal": Span.QUARTER, "maand": Span.MONTH}


@blueprint.get("/cijfers")
@allow(organises_programme)
def show(programme_id: int) -> ResponseReturnValue:
    """All figures, each drawn and in a table."""
    return render_template("results/show.html", spans=SPANS, **told(_results(programme_id)))


@blueprint.get("/cijfers.pdf")
@allow(organises_programme)
def report(programme_id: int) -> ResponseReturnValue:
    """The same as a report."""
    results = _results(programme_id)
    html = render_template("results/document.html", **told(results))
    return pdf_answer(html, _name(results), page=url_for(".show", programme_id=programme_id))


@blueprint.get("/cijfers.xlsx")
@allow(organises_programme)
def workbook(programme_id: int) -> ResponseReturnValue:
    """The same as a workbook, with a sheet for each part."""
    results = _results(programme_id)
    return file_answer(xlsx_of(*tables_of(results)), _name(results), "xlsx")


def _results(programme_id: int) -> Results:
    session = get_session()
    span = SPANS.get(request.args.get("per", ""), Span.QUARTER)
    return results_of(session, session.get_one(Programme, programme_id), span, at=now())


def _name(results: Results) -> str:
    return f"cijfers-{results.programme.id}-{results.at.astimezone(HERE):%Y-%m-%d}"
