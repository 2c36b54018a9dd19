"""Who works on an organisation's profile, and what may owners change about that?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.queries.membership import open_invitations, open_requests
from web.actions.organisations.invitations import (
    AlreadyMember,
    Invited,
    MailStopped,
    TooManyInvitations,
    invite,
    withdraw_invitation,
)
from web.actions.organisations.members import (
    change_role,
    hand_over,
    is_last_owner,
    organisation_for_people,
    remove_member,
)
from web.actions.permissions import edits_organisation, owns_organisation
from web.clock import now
from web.database import get_session
from web.forms.joining import ColleagueForm
from web.forms.mail_addresses import doubtful_address
from web.i18n import language, problem_sentence
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("people", __name__, url_prefix="/organisaties/<int:organisation_id>/mensen")


@blueprint.get("")
@allow(edits_organisation)
def everyone(organisation_id: int) -> ResponseReturnValue:
    """All who belong to the organisation; owners see requests and invitations too."""
    session, organisation = get_session(), _organisation(organisation_id)
    owns = organisation_id in current_actor().owns
    return render_template(
        "people/everyone.html",
        organisation=organisation,
        owns=owns,
        requests=open_requests(session, organisation_id) if owns else (),
        invitations=open_invitations(session, organisation_id) if owns else (),
        at=now(),
    )


@blueprint.route("/uitnodigen", methods=["GET", "POST"])
@allow(owns_organisation)
def add(organisation_id: int) -> ResponseReturnValue:
    """Invite someone by mail address."""
    form, organisation = ColleagueForm(), _organisation(organisation_id)
    if not form.validate_on_submit():
        return render_template("people/invite.html", form=form, organisation=organisation)
    if meant := doubtful_address(form.email):
        return render_template("people/invite.html", form=form, organisation=organisation, meant=meant)
    session = get_session()
    wish = Invited(form.email.data or "", OrganisationRole(form.role.data), language())
    try:
        invite(
            session,
            organisation,
            wish,
            base_url=current_settings().base_url,
            actor=current_actor(),
            at=now(),
        )
    except (AlreadyMember, MailStopped, TooManyInvitations) as refusal:
        form.email.errors = [problem_sentence(refusal.code)]
        return render_template("people/invite.html", form=form, organisation=organisation)
    session.commit()
    flash(_("De uitnodiging is verstuurd naar %(address)s.", address=wish.email))
    return redirect(url_for(".everyone", organisation_id=organisation_id))


@blueprint.post("/uitnodigingen/<int:invitation_id>/intrekken")
@allow(owns_organisation)
def withdraw(organisation_id: int, invitation_id: int) -> ResponseReturnValue:
    """Make an invitation useless."""
    session = get_session()
    withdraw_invitation(session, organisation_id, invitation_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("De uitnodiging is ingetrokken. De link in de mail werkt niet meer."))
    return redirect(url_for(".everyone", organisation_id=organisation_id))


@blueprint.get("/<int:person_id>")
@allow(owns_organisation)
def look(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """One member, and what an owner can change."""
    organisation = _organisation(organisation_id)
    member = _member(organisation, person_id)
    last = is_last_owner(organisation, member)
    return render_template("people/member.html", organisation=organisation, member=member, is_last=last)


@blueprint.post("/<int:person_id>/rol")
@allow(owns_organisation)
def set_role(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Make someone owner or editor."""
    role = OrganisationRole(request.form["rol"]) if request.form.get("rol") in _ROLES else abort(400)
    session = get_session()
    organisation = organisation_for_people(session, organisation_id)
    change_role(session, organisation, person_id, role, actor=current_actor(), at=now())
    session.commit()
    return redirect(url_for(".everyone", organisation_id=organisation_id))


@blueprint.post("/<int:person_id>/overdragen")
@allow(owns_organisation)
def give(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Make someone owner in one's own place."""
    session = get_session()
    organisation = organisation_for_people(session, organisation_id)
    hand_over(session, organisation, person_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("Overgedragen. U kunt nog wel meeschrijven."))
    return redirect(url_for(".everyone", organisation_id=organisation_id))


@blueprint.post("/<int:person_id>/weghalen")
@allow(owns_organisation)
def remove(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Take someone's access away."""
    session = get_session()
    organisation = organisation_for_people(session, organisation_id)
    remove_member(session, organisation, person_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("Deze persoon kan het profiel niet meer veranderen."))
    return redirect(
        url_for("public.start" if _is_me(person_id) else ".everyone", organisation_id=organisation_id)
    )


@blueprint.route("/vertrekken", methods=["GET", "POST"])
@allow(edits_organisation)
def leave(organisation_id: int) -> ResponseReturnValue:
    """Leave the organisation; the last owner reads what to do first."""
    person_id = current_actor().person_id or 0
    if request.method == "GET":
        organisation = _organisation(organisation_id)
        last = is_last_owner(organisation, _member(organisation, person_id))
        return render_template("people/leave.html", organisation=organisation, is_last=last)
    session = get_session()
    organisation = organisation_for_people(session, organisation_id)
    remove_member(session, organisation, person_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("U doet niet meer mee met %(name)s.", name=organisation.name))
    return redirect(url_for("public.start"))


_ROLES = frozenset(role.value for role in OrganisationRole)


def _is_me(person_id: int) -> bool:
    return person_id == current_actor().person_id


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)


def _member(organisation: Organisation, person_id: int) -> OrganisationMember:
    found = [member for member in organisation.members if member.person_id == person_id]
    return found[0] if found else abort(404)
