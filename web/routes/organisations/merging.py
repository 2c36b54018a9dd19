"""How does an organiser make one organisation of two, and two of one again?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.merge import OrganisationMerge
from models.organisation import Organisation
from models.queries.organisations import find_organisations, similar_organisations
from web.actions.organisations.merge_preview import preview
from web.actions.organisations.merging import (
    MergeBlocked,
    UndoRefused,
    UndoTooLate,
    can_undo,
    merge,
    undo_merge,
)
from web.actions.permissions import merges_organisations, organises_organisation, undoes_merge
from web.clock import now
from web.database import get_session
from web.i18n import problem_sentence
from web.security import allow, current_actor
from web.words.merging import column_word, obstacle_sentence, table_words

blueprint = Blueprint("merging", __name__)
blueprint.add_app_template_global(column_word)
blueprint.add_app_template_global(obstacle_sentence)


@blueprint.get("/organisaties/<int:organisation_id>/samenvoegen")
@allow(organises_organisation)
def choose(organisation_id: int) -> ResponseReturnValue:
    """Which other organisation is the same one? Those with nearly this name, or a search."""
    session, organisation = get_session(), _organisation(organisation_id)
    typed = request.args.get("zoek", "").strip()
    found = (
        find_organisations(session, typed)
        if typed
        else similar_organisations(session, organisation.name, kvk_number=organisation.kvk_number)
    )
    others = [one for one in found if one.id != organisation_id]
    return render_template(
        "organiser/merge_choose.html", organisation=organisation, found=others, typed=typed
    )


@blueprint.get("/organisaties/<int:organisation_id>/samenvoegen/<int:other_id>")
@allow(merges_organisations)
def look(organisation_id: int, other_id: int) -> ResponseReturnValue:
    """What goes where if the first takes in the other."""
    return _preview_page(organisation_id, other_id)


@blueprint.post("/organisaties/<int:organisation_id>/samenvoegen/<int:other_id>")
@allow(merges_organisations)
def join(organisation_id: int, other_id: int) -> ResponseReturnValue:
    """Make one of the two."""
    session = get_session()
    _organisation(organisation_id)
    _organisation(other_id)
    try:
        merged = merge(session, organisation_id, other_id, actor=current_actor(), at=now())
    except MergeBlocked:
        return _preview_page(organisation_id, other_id), 409
    session.commit()
    return redirect(url_for(".show", merge_id=merged.id))


@blueprint.get("/samenvoegingen/<int:merge_id>")
@allow(undoes_merge)
def show(merge_id: int) -> ResponseReturnValue:
    """What was merged, and the button that takes it back."""
    return _merge_page(merge_id)


@blueprint.post("/samenvoegingen/<int:merge_id>/ongedaan")
@allow(undoes_merge)
def undo(merge_id: int) -> ResponseReturnValue:
    """Take the merge back, or say why that cannot be done any more."""
    session = get_session()
    try:
        undo_merge(session, merge_id, actor=current_actor(), at=now())
    except UndoTooLate as refusal:
        return _merge_page(merge_id, problem=problem_sentence(refusal.code)), 409
    except UndoRefused as refusal:
        what = ", ".join(table_words(refusal.tables))
        sentence = _(
            "Dit kan niet meer ongedaan worden gemaakt. Na het samenvoegen is dit veranderd: %(what)s. "
            "Er is niets veranderd. Pas de organisaties zelf aan, of voer de tweede opnieuw in.",
            what=what,
        )
        return _merge_page(merge_id, problem=sentence), 409
    session.commit()
    flash(_("Het zijn weer twee organisaties, zoals het was."))
    return redirect(url_for(".show", merge_id=merge_id))


def _preview_page(organisation_id: int, other_id: int) -> str:
    kept, absorbed = _organisation(organisation_id), _organisation(other_id)
    plan = preview(get_session(), kept, absorbed)
    return render_template("organiser/merge_preview.html", kept=kept, absorbed=absorbed, plan=plan)


def _merge_page(merge_id: int, problem: str = "") -> str:
    merged = get_session().get(OrganisationMerge, merge_id) or abort(404)
    return render_template(
        "organiser/merged.html", merged=merged, can_undo=can_undo(merged, now()), problem=problem
    )


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)
