"""Who sits on the sounding board? Organisers invite, experts join, say what they can do, and leave."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.queries.sounding import adviser_of, open_invitations, questions_of_adviser
from models.sounding import WITH_ADVISER, Adviser
from web.actions.accounts.sign_in import end_session
from web.actions.afterwards.advisers import (
    AdviserLinkNotUsable,
    AlreadyAdviser,
    change_adviser,
    find_adviser_invitation,
    invite_adviser,
    join_board,
    leave_board,
    withdraw_adviser_invitation,
)
from web.actions.afterwards.sounding_choice import board
from web.actions.organisations.invitations import MailStopped, TooManyInvitations
from web.actions.permissions import everyone, is_adviser, organises_something
from web.clock import now
from web.database import get_session
from web.forms.mail_addresses import doubtful_address
from web.forms.sounding import AdviserForm, InviteAdviserForm
from web.i18n import language, problem_sentence
from web.mailing import current_site
from web.security import allow, current_actor, remember_person

blueprint = Blueprint("sounding_board", __name__, url_prefix="/klankbord")

NO_REFERRER = {"Referrer-Policy": "no-referrer"}  # the address of the page is itself a secret


@blueprint.route("", methods=["GET", "POST"])
@allow(organises_something)
def members() -> ResponseReturnValue:
    """All advisers with what they know and how much they have, and a form to invite one."""
    form = InviteAdviserForm()
    if not form.validate_on_submit():
        return _members_page(form)
    meant = doubtful_address(form.email)
    if meant:
        return _members_page(form, meant)
    database = get_session()
    address = form.email.data or ""
    try:
        invite_adviser(
            database, address, language=language(), site=current_site(), actor=current_actor(), at=now()
        )
    except (AlreadyAdviser, MailStopped, TooManyInvitations) as refusal:
        form.email.errors = [problem_sentence(refusal.code)]
        return _members_page(form)
    database.commit()
    flash(_("De uitnodiging is verstuurd naar %(address)s.", address=address))
    return redirect(url_for(".members"))


@blueprint.post("/uitnodigingen/<int:invitation_id>/intrekken")
@allow(organises_something)
def withdraw(invitation_id: int) -> ResponseReturnValue:
    """Make an invitation useless."""
    withdraw_adviser_invitation(get_session(), invitation_id, actor=current_actor(), at=now())
    get_session().commit()
    flash(_("De uitnodiging is ingetrokken. De link in de mail werkt niet meer."))
    return redirect(url_for(".members"))


@blueprint.get("/welkom/<token>")
@allow(everyone)
def look(token: str) -> ResponseReturnValue:
    """What is asked, and one button. Mail scanners open links, so looking never uses it up."""
    invitation = find_adviser_invitation(get_session(), token, at=now())
    return render_template("sounding/welcome.html", invitation=invitation, token=token), NO_REFERRER


@blueprint.post("/welkom/<token>")
@allow(everyone)
def join(token: str) -> ResponseReturnValue:
    """Sit on the board from now on, and be signed in."""
    database = get_session()
    key = join_board(database, token, language=language(), at=now())
    end_session(database, session.get("person", ""))
    database.commit()
    remember_person(key)
    return redirect(url_for(".own"))


@blueprint.route("/ik", methods=["GET", "POST"])
@allow(is_adviser)
def own() -> ResponseReturnValue:
    """One's own questions, and what one tells of oneself."""
    database, adviser = get_session(), _adviser()
    form = AdviserForm.showing(adviser)
    if form.validate_on_submit():
        change_adviser(database, adviser, form.details(), actor=current_actor(), at=now())
        database.commit()
        flash(_("Opgeslagen. Regio’s kunnen u nu vragen stellen over deze thema’s."))
        return redirect(url_for(".own"))
    questions = questions_of_adviser(database, adviser.id)
    return render_template("sounding/own.html", form=form, adviser=adviser, questions=questions)


@blueprint.route("/ik/stoppen", methods=["GET", "POST"])
@allow(is_adviser)
def leave() -> ResponseReturnValue:
    """Leave the board: what that means, and one button."""
    database, adviser = get_session(), _adviser()
    if request.method == "POST":
        leave_board(database, adviser, actor=current_actor(), at=now())
        database.commit()
        flash(_("U zit niet meer in de klankbordgroep. Dank u wel voor het meedenken."))
        return redirect(url_for("public.home"))
    open_now = sum(one.state in WITH_ADVISER for one in questions_of_adviser(database, adviser.id))
    return render_template("sounding/leave.html", open_now=open_now)


@blueprint.errorhandler(AdviserLinkNotUsable)
def not_usable(_error: AdviserLinkNotUsable) -> ResponseReturnValue:
    """Used, too old, withdrawn or unknown; who sits on the board already goes straight on."""
    if is_adviser(get_session(), current_actor()):
        return redirect(url_for(".own"))
    return render_template("sounding/link_unknown.html", invited=True), 410, NO_REFERRER


def _members_page(form: InviteAdviserForm, meant: str = "") -> str:
    database = get_session()
    return render_template(
        "sounding/members.html",
        form=form,
        meant=meant,
        lines=board(database, at=now()),
        invitations=open_invitations(database, now()),
    )


def _adviser() -> Adviser:
    return adviser_of(get_session(), current_actor().person_id) or abort(404)
