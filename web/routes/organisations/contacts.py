"""Who comes to the table for an organisation? The list of its contacts, and a page for each."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation, OrganisationMember
from web.actions.errors import ChangedMeanwhileError
from web.actions.organisations.contacts import SameContactTwiceError, remove_contact, save_contact
from web.actions.organisations.profile_steps import Step, contacts_of, fingerprint
from web.actions.organisations.profiles import mark_saved, open_for_change
from web.actions.permissions import changes_contact, edits_profile, owns_organisation
from web.clock import now
from web.database import get_session
from web.forms.contact import ContactForm, audience_name
from web.i18n import problem_sentence
from web.presenting.profile import address_after
from web.security import allow, current_actor

blueprint = Blueprint("contacts", __name__, url_prefix="/organisaties/<int:organisation_id>/profiel/contact")
blueprint.add_app_template_global(audience_name)


@blueprint.route("", methods=["GET", "POST"])
@allow(edits_profile)
def everyone(organisation_id: int) -> ResponseReturnValue:
    """The contacts; sending the page says that the list is right. Who is alone begins with themselves."""
    organisation = _organisation(organisation_id)
    if request.method == "GET" and _is_only_visitor_without_name(organisation):
        person_id, back = current_actor().person_id, request.args.get("terug")
        return redirect(url_for(".change", organisation_id=organisation_id, person_id=person_id, terug=back))
    if request.method == "POST":
        session = get_session()
        mark_saved(session, organisation, Step.CONTACTS, actor=current_actor(), at=now())
        session.commit()
        return redirect(address_after(Step.CONTACTS, organisation_id))
    return render_template(
        "profiles/contacts.html",
        organisation=organisation,
        contacts=contacts_of(organisation),
        owns=organisation_id in current_actor().owns,
        total=len(Step),
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(owns_organisation)
def add(organisation_id: int) -> ResponseReturnValue:
    """Someone new."""
    return _save(organisation_id, None)


@blueprint.route("/<int:person_id>", methods=["GET", "POST"])
@allow(changes_contact)
def change(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Someone who is on the list."""
    return _save(organisation_id, person_id)


@blueprint.post("/<int:person_id>/weghalen")
@allow(owns_organisation)
def remove(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Take someone off the list."""
    session = get_session()
    seen = request.form.get("seen", "")
    organisation = open_for_change(session, organisation_id, Step.CONTACTS, seen=seen)
    remove_contact(session, organisation, _contact(organisation, person_id), actor=current_actor(), at=now())
    session.commit()
    return redirect(url_for(".everyone", organisation_id=organisation_id))


@blueprint.errorhandler(ChangedMeanwhileError)
def changed_meanwhile(_error: ChangedMeanwhileError) -> ResponseReturnValue:
    """A colleague changed the contacts first: show them as they are now, beside what was typed."""
    organisation = _organisation((request.view_args or {})["organisation_id"])
    if request.endpoint == "contacts.remove":
        flash(_("Iemand anders heeft de contactpersonen net veranderd. Kijk eerst wie er nu staat."))
        return redirect(url_for(".everyone", organisation_id=organisation.id))
    form = ContactForm()
    form.seen.data = fingerprint(organisation, Step.CONTACTS)
    return _page(form, organisation, changed_meanwhile=True), 409


def _save(organisation_id: int, person_id: int | None) -> ResponseReturnValue:
    organisation = _organisation(organisation_id)
    known = None if person_id is None or request.method == "POST" else _contact(organisation, person_id)
    form = ContactForm.showing(known, seen=fingerprint(organisation, Step.CONTACTS))
    if organisation_id not in current_actor().owns:
        form.email.data = _own_email(organisation)  # an editor may not put someone else in their own place
    if not form.validate_on_submit():
        return _page(form, organisation)
    session = get_session()
    organisation = open_for_change(session, organisation_id, Step.CONTACTS, seen=form.seen.data or "")
    replaced = None if person_id is None else _contact(organisation, person_id)
    try:
        save_contact(
            session, organisation, form.answers(), replaced=replaced, actor=current_actor(), at=now()
        )
    except SameContactTwiceError as refusal:
        form.email.errors = [problem_sentence(refusal.code)]
        return _page(form, organisation)
    session.commit()
    if "then" in request.form:
        return redirect(address_after(Step.CONTACTS, organisation_id))
    return redirect(url_for(".everyone", organisation_id=organisation_id))


def _is_only_visitor_without_name(organisation: Organisation) -> bool:
    contacts = contacts_of(organisation)
    mine = [one for one in contacts if one.person_id == current_actor().person_id and not one.name]
    return len(contacts) == len(mine) == 1


def _page(form: ContactForm, organisation: Organisation, *, changed_meanwhile: bool = False) -> str:
    person_id = (request.view_args or {}).get("person_id")
    hiding = {member.person_id for member in contacts_of(organisation) if member.person.hides_contact}
    return render_template(
        "profiles/contact.html",
        form=form,
        organisation=organisation,
        contacts=contacts_of(organisation),
        changed_meanwhile=changed_meanwhile,
        hides_contact=person_id in hiding,
        owns=organisation.id in current_actor().owns,
        actor_email=_own_email(organisation),
        number=len(Step),
        total=len(Step),
    )


def _organisation(organisation_id: int) -> Organisation:
    """One person who speaks from experience is their own contact, and changes that on their own pages."""
    organisation = get_session().get(Organisation, organisation_id)
    return organisation if organisation is not None and organisation.experience is None else abort(404)


def _own_email(organisation: Organisation) -> str:
    mine = [m.person.email for m in organisation.members if m.person_id == current_actor().person_id]
    return mine[0] if mine else ""


def _contact(organisation: Organisation, person_id: int) -> OrganisationMember:
    found = [contact for contact in contacts_of(organisation) if contact.person_id == person_id]
    return found[0] if found else abort(404)
