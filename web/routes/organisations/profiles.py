"""How does an organisation begin, find its way through its profile, check it, and look to others?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation
from models.person import Person
from models.queries.board import count_waiting
from models.queries.membership import open_requests
from models.queries.organisations import similar_organisations
from models.queries.relations import working_with
from models.queries.sounding import returned_to
from web.actions.afterwards.nomination_answers import count_open
from web.actions.organisations.outlook import ask_outlook
from web.actions.organisations.profile_steps import (
    STEP_OF_PART,
    Step,
    completeness,
    is_confirmed,
    task_list,
    told_by_organiser,
)
from web.actions.organisations.profiles import MayExistAlreadyError, confirm_profile, create_organisation
from web.actions.permissions import (
    edits_organisation,
    edits_profile,
    organises_organisation,
    sees_page,
    sees_profiles,
    signed_in,
)
from web.clock import now
from web.database import get_session
from web.forms.profile import StartForm, size_name
from web.pictures.organisation import picture_of, summary_of
from web.presenting.outlook import shown_outlook
from web.presenting.profile import (
    all_parts,
    assumed_sentence,
    completeness_words,
    missing_sentence,
    needs_of,
    offers_of,
    short_part,
    step_address,
    step_title,
)
from web.security import allow, current_actor

blueprint = Blueprint("profiles", __name__)
SHOWN = (
    all_parts,
    assumed_sentence,
    completeness_words,
    missing_sentence,
    needs_of,
    offers_of,
    short_part,
    size_name,
    step_address,
    step_title,
)
for shown in SHOWN:
    blueprint.add_app_template_global(shown)


@blueprint.route("/organisaties/nieuw", methods=["GET", "POST"])
@allow(signed_in)
def start() -> ResponseReturnValue:
    """Name and place first; nearly the same name as a known one asks for a second look."""
    form = StartForm(data={"name": request.args.get("naam", "")}) if request.method == "GET" else StartForm()
    if not form.validate_on_submit():
        return render_template("profiles/start.html", form=form)
    session = get_session()
    try:
        organisation = create_organisation(
            session,
            form.name.data or "",
            form.place.code,
            owner=session.get_one(Person, current_actor().person_id),
            actor=current_actor(),
            at=now(),
            knowingly="knowingly" in request.form,
        )
    except MayExistAlreadyError as known:
        return render_template("profiles/exists.html", form=form, similar=known.similar)
    session.commit()
    return redirect(url_for(".tasks", organisation_id=organisation.id))


@blueprint.get("/organisaties/lijkt-op")
@allow(signed_in)
def similar() -> ResponseReturnValue:
    """A piece of page: known organisations with nearly the name that is being typed."""
    found = similar_organisations(get_session(), request.args.get("name", ""))
    return render_template("profiles/similar.html", similar=found)


@blueprint.get("/organisaties/<int:organisation_id>")
@allow(sees_page)
def show(organisation_id: int) -> ResponseReturnValue:
    """The organisation as others see it: never its contacts. Of an expert by experience, even less."""
    session, actor, organisation = get_session(), current_actor(), _organisation(organisation_id)
    if organisation.experience is not None:
        return render_template("experience/show.html", organisation=organisation)
    inside = sees_profiles(session, actor)
    return render_template(
        "profiles/show.html",
        organisation=organisation,
        picture=picture_of(organisation),
        summary=summary_of(organisation),
        partners=working_with(session, organisation_id, shared_only=True) if inside else (),
        organises=organises_organisation(session, actor, organisation_id=organisation_id),
    )


@blueprint.get("/organisaties/<int:organisation_id>/profiel")
@allow(edits_organisation)
def tasks(organisation_id: int) -> ResponseReturnValue:
    """The steps of the profile, and how far each is; someone who speaks from experience has their own."""
    organisation = _organisation(organisation_id)
    if organisation.experience is not None:
        return redirect(url_for("experience.overview", organisation_id=organisation_id))
    return render_template(
        "profiles/tasks.html",
        organisation=organisation,
        tasks=task_list(organisation),
        completeness=completeness(organisation),
        confirmed=is_confirmed(organisation),
        waiting=count_waiting(get_session(), organisation_id),
        told_by_organiser=told_by_organiser(organisation),
        requests=_requests_to_answer(organisation_id),
        outlook=shown_outlook(get_session(), organisation),
        step_of_part=STEP_OF_PART.__getitem__,
        advice=returned_to(get_session(), organisation_id),
        named=count_open(get_session(), current_actor()),
    )


@blueprint.route("/organisaties/<int:organisation_id>/profiel/nakijken", methods=["GET", "POST"])
@allow(edits_profile)
def check(organisation_id: int) -> ResponseReturnValue:
    """All answers on one page, to change or to confirm."""
    organisation = _organisation(organisation_id)
    if request.method == "POST":
        session = get_session()
        confirm_profile(session, organisation, actor=current_actor(), at=now())
        ask_outlook(session, organisation_id, at=now())
        session.commit()
        flash(_("Bedankt. Uw profiel is nagekeken en klaar."))
        return redirect(url_for(".tasks", organisation_id=organisation_id))
    return render_template(
        "profiles/check.html",
        organisation=organisation,
        completeness=completeness(organisation),
        told_by_organiser=told_by_organiser(organisation),
        steps=tuple(Step),
        has_assumed=any(one.assumed for one in (*offers_of(organisation), *needs_of(organisation))),
        step_of_part=STEP_OF_PART.__getitem__,
    )


def _requests_to_answer(organisation_id: int) -> int:
    """How many people wait for an answer of this visitor; only owners answer."""
    owns = organisation_id in current_actor().owns
    return len(open_requests(get_session(), organisation_id)) if owns else 0


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)
