"""What did others do already? Good practices to search and read; initiatives that join them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.initiative import Initiative
from models.queries.choices import all_groups, all_themes, kinds_by_sector
from web.actions.afterwards.initiative_sharing import (
    SharingRefused,
    fault_of,
    likely_groups,
    likely_themes,
    share_initiative,
    shared_of,
    withdraw_initiative,
)
from web.actions.afterwards.practices import all_practices, find_practice, search
from web.actions.permissions import edits_initiative, everyone
from web.clock import now
from web.database import get_session
from web.forms.practices import PracticeQuery, ShareForm
from web.i18n import named
from web.routes.afterwards.initiatives import found
from web.security import allow, current_actor
from web.words.initiatives import phase_word, sharing_fault_sentence

blueprint = Blueprint("practices", __name__)


@blueprint.get("/voorbeelden")
@allow(everyone)
def everything() -> ResponseReturnValue:
    """All good practices; searched by words, kind of organisation, theme and group."""
    session = get_session()
    query = PracticeQuery.from_request()
    practices = all_practices(session)
    return render_template(
        "practices/all.html",
        query=query,
        total=len(practices),
        found=search(practices, query.wanted()),
        **_words(),
    )


@blueprint.get("/voorbeelden/<practice>")
@allow(everyone)
def show(practice: str) -> ResponseReturnValue:
    """One practice: what happened, who took part, chances, pitfalls and the source."""
    told = find_practice(get_session(), practice) or abort(404)
    return render_template("practices/show.html", practice=told, phase_word=phase_word, **_words())


@blueprint.route("/initiatieven/<int:initiative_id>/voorbeeld", methods=["GET", "POST"])
@allow(edits_initiative)
def share(initiative_id: int) -> ResponseReturnValue:
    """Put an initiative among the good practices, or take it away."""
    session, initiative = get_session(), found(initiative_id)
    if request.form.get("doe") == "haal-weg":
        withdraw_initiative(session, initiative, actor=current_actor(), at=now())
        session.commit()
        flash(_("Dit initiatief staat niet meer bij de goede voorbeelden."))
        return redirect(url_for("initiatives.show", initiative_id=initiative_id))
    form = _share_form(initiative)
    if not form.validate_on_submit():
        return _share_page(initiative, form)
    try:
        told = form.data
        share_initiative(session, initiative, told["themes"], told["groups"], actor=current_actor(), at=now())
    except SharingRefused as refusal:
        form.show_fault(refusal)
        return _share_page(initiative, form)
    session.commit()
    flash(_("Dit initiatief staat nu bij de goede voorbeelden. Iedereen kan het lezen."))
    return redirect(url_for("initiatives.show", initiative_id=initiative_id))


def _words() -> dict[str, object]:
    """The kinds by sector, the themes and the groups, as people see them; and each by its slug."""
    session = get_session()
    kinds, themes, groups = kinds_by_sector(session), all_themes(session), all_groups(session)
    return {
        "kinds": kinds,
        "themes": themes,
        "groups": groups,
        "kind_of": {one.slug: one for _sector, of_sector in kinds for one in of_sector},
        "theme_of": {one.slug: one for one in themes},
        "group_of": {one.slug: one for one in groups},
    }


def _share_form(initiative: Initiative) -> ShareForm:
    session = get_session()
    shared = shared_of(session, initiative.id)
    chosen = (
        ([one.slug for one in shared.themes], [one.slug for one in shared.groups])
        if shared
        else (likely_themes(initiative), likely_groups(initiative))
    )
    themes = [(one.slug, named(one)) for one in all_themes(session)]
    groups = [(one.slug, named(one)) for one in all_groups(session)]
    return ShareForm.showing(themes, groups, chosen)


def _share_page(initiative: Initiative, form: ShareForm) -> str:
    fault = fault_of(initiative)
    return render_template(
        "practices/share.html",
        initiative=initiative,
        form=form,
        problem=sharing_fault_sentence(fault) if fault else "",
        is_shared=shared_of(get_session(), initiative.id) is not None,
    )
