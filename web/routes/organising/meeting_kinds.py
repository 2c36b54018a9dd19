"""Which kinds of meeting are there, and which parties do they bring to the table? Organisers keep them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import MeetingKind
from models.queries.meetings import meeting_kinds
from web.actions.organising.meeting_kinds import KindNameTakenError, save_kind, set_kind_aside
from web.actions.organising.parties import PartyRefusedError
from web.actions.permissions import organises_something
from web.clock import now
from web.database import get_session
from web.forms.meeting_kind import MeetingKindForm
from web.security import allow, current_actor

blueprint = Blueprint("meeting_kinds", __name__, url_prefix="/soorten-bijeenkomsten")


@blueprint.get("")
@allow(organises_something)
def everything() -> ResponseReturnValue:
    """All kinds; those that were set aside apart."""
    return render_template("organiser/kinds.html", kinds=meeting_kinds(get_session()))


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(organises_something)
def create() -> ResponseReturnValue:
    """A new kind."""
    return _save(None)


@blueprint.route("/<slug>", methods=["GET", "POST"])
@allow(organises_something)
def change(slug: str) -> ResponseReturnValue:
    """Everything that was told of a kind, to change."""
    return _save(_kind(slug))


@blueprint.post("/<slug>/opzij")
@allow(organises_something)
def aside(slug: str) -> ResponseReturnValue:
    """Nobody may choose this kind for a new meeting, or they may again."""
    session, is_aside = get_session(), request.form.get("opzij") == "ja"
    set_kind_aside(session, _kind(slug), aside=is_aside, actor=current_actor(), at=now())
    session.commit()
    if is_aside:
        flash(_("Opzij gelegd. Onderaan kunt u de soort terugzetten."))
    return redirect(url_for(".everything", _anchor=f"soort-{slug}"))


def _save(kind: MeetingKind | None) -> ResponseReturnValue:
    session = get_session()
    form = MeetingKindForm.of_kind(kind)
    if not form.validate_on_submit():
        return render_template("organiser/kind_form.html", form=form, kind=kind)
    try:
        save_kind(session, form.draft(), kind, actor=current_actor(), at=now())
    except KindNameTakenError as refusal:
        form.show_taken(refusal)
        return render_template("organiser/kind_form.html", form=form, kind=kind)
    except PartyRefusedError as refusal:
        form.show_fault(refusal)
        return render_template("organiser/kind_form.html", form=form, kind=kind)
    session.commit()
    flash(_("De soort bijeenkomst is opgeslagen."))
    return redirect(url_for(".everything"))


def _kind(slug: str) -> MeetingKind:
    kind = get_session().get(MeetingKind, slug)
    if kind is None:
        abort(404)
    return kind
