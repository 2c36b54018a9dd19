"""How does an organiser bring in organisations? Send a file, see how far it is, and what is in it."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from models.organisation_import import ImportState, OrganisationImport
from models.queries import imports as queries
from models.queries.choices import kinds_by_sector
from models.region import Region
from web.actions.organisations.imports import MOST_ROWS, is_stuck, request_import
from web.actions.permissions import organises_region
from web.clock import now
from web.database import get_session
from web.exports import file_answer
from web.forms.organisation_import import UploadForm
from web.presenting.import_template import template_csv, template_xlsx
from web.presenting.imports import done_page, find_import, preview_page
from web.security import allow, current_actor
from web.spreadsheets.refusals import FileFault, FileRefused
from web.words.imports import file_sentence, import_state_word, progress_sentence

blueprint = Blueprint("imports", __name__, url_prefix="/regio/<code>/import")

BUSY = frozenset({ImportState.READING, ImportState.APPLYING, ImportState.UNDOING})
# Bytes. Larger than any file that we read, so that a file that is too large gets a sentence of its own.
LARGEST_UPLOAD = 60_000_000


@blueprint.url_value_preprocessor
def receive_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Let the form with the file be larger than others, before anything looks into it."""
    if endpoint == "imports.upload":
        request.max_content_length = LARGEST_UPLOAD


@blueprint.get("")
@allow(organises_region)
def start(code: str) -> ResponseReturnValue:
    """The form to send a file, the template, and the imports of the region."""
    return _start_page(UploadForm(), code)


@blueprint.post("")
@allow(organises_region)
def upload(code: str) -> ResponseReturnValue:
    """Take a file; one that is not safe or no spreadsheet is refused at once."""
    form, session = UploadForm(), get_session()
    if not form.validate_on_submit():
        return _start_page(form, code)
    file = form.file.data
    content = file.read()
    file.close()
    try:
        wanted = request_import(
            session,
            session.get_one(Region, code),
            file.filename or _("bestand"),
            content,
            actor=current_actor(),
            at=now(),
        )
    except FileRefused as refusal:
        form.file.errors = [file_sentence(refusal.fault, refusal.words)]
        return _start_page(form, code)
    session.commit()
    return redirect(url_for(".show", code=code, import_id=wanted.id))


@blueprint.get("/sjabloon.<any(xlsx, csv):form>")
@allow(organises_region)
def template(code: str, form: str) -> ResponseReturnValue:
    """The template to fill in."""
    session = get_session()
    if form == "csv":
        return file_answer(template_csv(), "onverwacht-organisaties", form)
    kinds = [kind for _sector, kinds in kinds_by_sector(session) for kind in kinds]
    return file_answer(template_xlsx(session.get_one(Region, code), kinds), "onverwacht-organisaties", form)


@blueprint.get("/<int:import_id>")
@allow(organises_region)
def show(code: str, import_id: int) -> ResponseReturnValue:
    """How far the import is; htmx asks for the part that changes while there is work."""
    wanted = find_import(code, import_id)
    if wanted.state is ImportState.READY:
        return _go_to_whole_page(wanted) if "HX-Request" in request.headers else preview_page(wanted)
    if wanted.state in BUSY:
        part = "HX-Request" in request.headers
        return render_template(
            "organiser/import_progress_part.html" if part else "organiser/import_progress.html",
            wanted=wanted,
            stuck=is_stuck(wanted),
            sentence=progress_sentence(wanted.state),
        )
    if "HX-Request" in request.headers:
        return _go_to_whole_page(wanted)
    if wanted.state is ImportState.REFUSED:
        sentence = file_sentence(FileFault(wanted.problem), wanted.problem_words)
        return render_template("organiser/import_refused.html", wanted=wanted, sentence=sentence)
    return done_page(wanted)


def _start_page(form: UploadForm, code: str) -> str:
    session = get_session()
    return render_template(
        "organiser/import.html",
        form=form,
        region=session.get_one(Region, code),
        imports=queries.imports_of(session, code),
        state_word=import_state_word,
        most_rows=format_decimal(MOST_ROWS),
    )


def _go_to_whole_page(wanted: OrganisationImport) -> ResponseReturnValue:
    answer = make_response("")
    answer.headers["HX-Redirect"] = url_for("imports.show", code=wanted.region_code, import_id=wanted.id)
    return answer
