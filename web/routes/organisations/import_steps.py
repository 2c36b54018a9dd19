"""What does an organiser decide about an import? A choice for each row, go ahead, undo, throw away."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation_import import RowChoice
from web.actions.organisations import imports
from web.actions.permissions import organises_region
from web.clock import now
from web.database import get_session
from web.forms.organisation_import import FINDINGS, sent_choices
from web.presenting.imports import find_import
from web.security import allow, current_actor

blueprint = Blueprint("import_steps", __name__, url_prefix="/regio/<code>/import/<int:import_id>")


@blueprint.post("/keuzes")
@allow(organises_region)
def choose(code: str, import_id: int) -> ResponseReturnValue:
    """Keep the choices of this page; then stay, give all rows of this kind one choice, or go ahead."""
    session, wanted = get_session(), find_import(code, import_id)
    try:
        choices = sent_choices(request.form)
        for_all = RowChoice(request.form["all"]) if request.form.get("all") else None
    except ValueError:
        abort(400)
    imports.choose(session, wanted, choices)
    then, finding = request.form.get("then"), FINDINGS.get(request.args.get("rijen", ""))
    if then == "all" and for_all is not None and finding is not None:
        imports.choose_for_all(session, wanted, finding, for_all)
    if then == "go":
        imports.confirm(session, wanted, actor=current_actor(), at=now())
    session.commit()
    if then == "go":
        return redirect(url_for("imports.show", code=code, import_id=import_id))
    flash(_("Uw keuzes zijn opgeslagen."))
    rows, page = request.args.get("rijen"), request.form.get("page") or request.args.get("pagina")
    return redirect(url_for("imports.show", code=code, import_id=import_id, rijen=rows, pagina=page))


@blueprint.post("/terugdraaien")
@allow(organises_region)
def undo(code: str, import_id: int) -> ResponseReturnValue:
    """Take back what the import made and nobody changed since."""
    session, wanted = get_session(), find_import(code, import_id)
    imports.request_undo(session, wanted, actor=current_actor(), at=now())
    session.commit()
    return redirect(url_for("imports.show", code=code, import_id=import_id))


@blueprint.post("/opnieuw")
@allow(organises_region)
def again(code: str, import_id: int) -> ResponseReturnValue:
    """Go on with work that stopped halfway."""
    session, wanted = get_session(), find_import(code, import_id)
    imports.try_again(session, wanted, at=now())
    session.commit()
    return redirect(url_for("imports.show", code=code, import_id=import_id))


@blueprint.post("/weggooien")
@allow(organises_region)
def discard(code: str, import_id: int) -> ResponseReturnValue:
    """Forget an import of which nothing was carried out."""
    session, wanted = get_session(), find_import(code, import_id)
    imports.discard(session, wanted, actor=current_actor(), at=now())
    session.commit()
    flash(_("De import is weggegooid. Er is niets toegevoegd."))
    return redirect(url_for("imports.start", code=code))
