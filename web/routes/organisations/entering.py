"""How does an organiser enter an organisation, and hand it to its own people?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation, OrganisationRole
from models.queries.membership import open_invitations, owners_of
from models.region import Region
from web.actions.organisations.entering import enter_organisation
from web.actions.organisations.invitations import (
    AlreadyMember,
    Invited,
    MailStopped,
    TooManyInvitations,
    invite,
)
from web.actions.organisations.profiles import MayExistAlreadyError
from web.actions.permissions import organises_organisation, organises_region
from web.clock import now
from web.database import get_session
from web.forms.entering import EnterForm
from web.forms.joining import InvitationForm
from web.forms.mail_addresses import doubtful_address
from web.i18n import language, problem_sentence
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("entering", __name__)


@blueprint.route("/regio/<code>/organisaties/nieuw", methods=["GET", "POST"])
@allow(organises_region)
def enter(code: str) -> ResponseReturnValue:
    """A short form; nearly the same name as a known one asks for a second look."""
    session, form = get_session(), EnterForm()
    region = session.get_one(Region, code)
    page = {"form": form, "region": region}
    if not form.validate_on_submit():
        return render_template("organiser/enter.html", **page)
    if form.place.code not in {place.code for place in region.municipalities}:
        form.place.errors = [_("Deze gemeente ligt niet in %(region)s.", region=region.name)]
        return render_template("organiser/enter.html", **page)
    if meant := doubtful_address(form.email):
        return render_template("organiser/enter.html", **page, meant=meant)
    try:
        organisation = enter_organisation(
            session, form.answers(), actor=current_actor(), at=now(), knowingly="knowingly" in request.form
        )
    except MayExistAlreadyError as known:
        return render_template("organiser/enter.html", **page, similar=known.similar)
    if form.email.data:
        try:
            _invite_owner(organisation, form.email.data)
        except MailStopped as refusal:
            form.email.errors = [problem_sentence(refusal.code)]
            return render_template("organiser/enter.html", **page)
    session.commit()
    flash(_entered(organisation.name, form.email.data or ""))
    return redirect(url_for("regions.overview", code=code))


@blueprint.route("/organisaties/<int:organisation_id>/eigenaar-uitnodigen", methods=["GET", "POST"])
@allow(organises_organisation)
def hand_out(organisation_id: int) -> ResponseReturnValue:
    """Mail a link with which someone of the organisation takes over its profile."""
    session, form = get_session(), InvitationForm()
    organisation = session.get(Organisation, organisation_id) or abort(404)
    if owners_of(session, organisation_id):
        return render_template("organiser/has_owner.html", organisation=organisation)
    page = {
        "form": form,
        "organisation": organisation,
        "invitations": open_invitations(session, organisation_id),
        "at": now(),
    }
    if not form.validate_on_submit():
        return render_template("organiser/hand_out.html", **page)
    if meant := doubtful_address(form.email):
        return render_template("organiser/hand_out.html", **page, meant=meant)
    try:
        _invite_owner(organisation, form.email.data or "")
    except (AlreadyMember, MailStopped, TooManyInvitations) as refusal:
        form.email.errors = [problem_sentence(refusal.code)]
        return render_template("organiser/hand_out.html", **page)
    session.commit()
    flash(_("De uitnodiging is verstuurd naar %(address)s.", address=form.email.data))
    return redirect(url_for(".hand_out", organisation_id=organisation_id))


def _invite_owner(organisation: Organisation, email: str) -> None:
    wish = Invited(email, OrganisationRole.OWNER, language(), is_claim=True)
    base_url = current_settings().base_url
    invite(get_session(), organisation, wish, base_url=base_url, actor=current_actor(), at=now())


def _entered(name: str, email: str) -> str:
    if email:
        return str(
            _("%(name)s staat erbij. De uitnodiging is verstuurd naar %(address)s.", name=name, address=email)
        )
    return str(
        _("%(name)s staat erbij. Iemand van de organisatie kan het profiel later overnemen.", name=name)
    )
