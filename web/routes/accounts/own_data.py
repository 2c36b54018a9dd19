"""What can people do with their own data? See, take along, correct, object, erase."""

from flask import Blueprint, Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.person import Person
from web.actions.accounts.erasure import consequences, erase
from web.actions.accounts.own_choices import (
    AddressTaken,
    ConfirmationNotUsable,
    ask_for_address,
    change_own_details,
    confirm_address,
    object_to,
    waiting_change,
)
from web.actions.accounts.own_data import own_data
from web.actions.accounts.people import tidy_email
from web.actions.permissions import everyone, signed_in
from web.clock import now
from web.database import get_session
from web.forms.own_data import EraseForm, ObjectionForm, OwnDetailsForm
from web.presenting.own_data import WORDS, as_json, attached
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("own_data", __name__, url_prefix="/mijn-gegevens")

NO_REFERRER = {"Referrer-Policy": "no-referrer"}  # the address of the page is itself a secret


@blueprint.get("")
@allow(signed_in)
def show() -> ResponseReturnValue:
    """Everything that is stored of whoever asks, why, for how long, and who saw it."""
    return render_template(
        "own_data/show.html", data=own_data(get_session(), _person()), person=_person(), words=WORDS
    )


@blueprint.get("/mijn-gegevens.html")
@allow(signed_in)
def download() -> ResponseReturnValue:
    """The same as one file, to keep or to print."""
    page = render_template(
        "own_data/document.html", data=own_data(get_session(), _person()), at=now(), words=WORDS
    )
    return attached(page, "text/html; charset=utf-8", "mijn-gegevens.html")


@blueprint.get("/mijn-gegevens.json")
@allow(signed_in)
def download_json() -> ResponseReturnValue:
    """The same for another programme."""
    data = as_json(own_data(get_session(), _person()), at=now())
    return attached(data, "application/json; charset=utf-8", "mijn-gegevens.json")


@blueprint.route("/wijzigen", methods=["GET", "POST"])
@allow(signed_in)
def change() -> ResponseReturnValue:
    """Name, phone and language at once; another mail address after a confirmation."""
    person = _person()
    form = OwnDetailsForm.showing(person)
    if not form.validate_on_submit():
        return render_template("own_data/change.html", form=form)
    database, email, at = get_session(), tidy_email(form.email.data or ""), now()
    change_own_details(database, person, form.answers(), at=at)
    if email != person.email:
        ask_for_address(database, person, email, base_url=current_settings().base_url, at=at)
        flash(_("Wij hebben een mail gestuurd naar %(email)s. Open de link daarin.", email=email))
    database.commit()
    flash(_("Uw gegevens zijn opgeslagen."))
    return redirect(url_for(".show"))


@blueprint.get("/e-mailadres/<token>")
@allow(everyone)
def look_at_address(token: str) -> ResponseReturnValue:
    """One button. Mail scanners open every link, so looking never uses it up."""
    change = waiting_change(get_session(), token, at=now())
    return render_template("own_data/address.html", token=token, email=change.new_email), NO_REFERRER


@blueprint.post("/e-mailadres/<token>")
@allow(everyone)
def use_address(token: str) -> ResponseReturnValue:
    """From now on the new address is theirs."""
    database = get_session()
    person = confirm_address(database, token, at=now())
    database.commit()
    flash(_("Uw nieuwe e-mailadres is %(email)s.", email=person.email))
    return redirect(url_for(".show" if current_actor().person_id == person.id else "public.home"))


@blueprint.errorhandler(AddressTaken)
@blueprint.errorhandler(ConfirmationNotUsable)
def stale_link(error: AddressTaken | ConfirmationNotUsable) -> ResponseReturnValue:
    """The link cannot be used any more: what to do now."""
    get_session().rollback()
    page = render_template("own_data/stale.html", taken=isinstance(error, AddressTaken))
    return Response(page, 410, NO_REFERRER)


@blueprint.route("/bezwaar", methods=["GET", "POST"])
@allow(signed_in)
def objections() -> ResponseReturnValue:
    """No mail any more; no contact details to others."""
    form = ObjectionForm.showing(_person())
    if not form.validate_on_submit():
        return render_template("own_data/objections.html", form=form)
    database = get_session()
    object_to(
        database,
        _person(),
        stops_mail=form.stops_mail.data,
        hides_contact=form.hides_contact.data,
        at=now(),
    )
    database.commit()
    flash(_("Uw keuze is opgeslagen. Zij geldt vanaf nu."))
    return redirect(url_for(".show"))


@blueprint.route("/wissen", methods=["GET", "POST"])
@allow(signed_in)
def erase_me() -> ResponseReturnValue:
    """What erasing brings about; then it is done at once."""
    database, person = get_session(), _person()
    follows = consequences(database, person, at=now())
    form = EraseForm(follows.alone)
    if not form.validate_on_submit():
        return render_template("own_data/erase.html", form=form, follows=follows)
    erase(database, person, at=now(), with_profiles=form.chosen())
    database.commit()
    session.clear()
    flash(_("Uw gegevens zijn gewist. U bent uitgelogd."))
    return redirect(url_for("public.home"))


def _person() -> Person:
    return get_session().get_one(Person, current_actor().person_id)
