"""How do people sign in and out? A form, a mailed link, a page with one button."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from web.actions.accounts.people import tidy_email
from web.actions.accounts.sign_in import (
    LinkNotUsable,
    LinkRequest,
    check_link,
    end_session,
    open_session,
    request_link,
)
from web.actions.permissions import everyone
from web.clock import now
from web.database import get_session
from web.forms.mail_addresses import doubtful_address
from web.forms.signing import SignInForm
from web.i18n import language
from web.security import allow, current_settings, keyed_hash, own_path, remember_person

blueprint = Blueprint("signing", __name__)

NO_REFERRER = {"Referrer-Policy": "no-referrer"}  # the address of the page is itself a secret


@blueprint.route("/aanmelden", methods=["GET", "POST"])
@allow(everyone)
def ask() -> ResponseReturnValue:
    """The form for a sign-in link; an address that looks mistyped is asked about first."""
    form = SignInForm()
    next_path = own_path(request.values.get("next", ""))
    if request.method == "GET" and "ander-adres" in request.args:
        form.email.data = session.get("asked", "")
    if not form.validate_on_submit():
        return render_template("signing/ask.html", form=form, next_path=next_path)
    if meant := doubtful_address(form.email):
        return render_template("signing/ask.html", form=form, next_path=next_path, meant=meant)
    database = get_session()
    request_link(database, _link_request(form, next_path), base_url=current_settings().base_url, at=now())
    database.commit()
    session["asked"], session["asked_next"] = tidy_email(form.email.data or ""), next_path
    return redirect(url_for("signing.sent"))


@blueprint.get("/aanmelden/verstuurd")
@allow(everyone)
def sent() -> ResponseReturnValue:
    """Look in your mail; the same page for every address, known or not."""
    return render_template(
        "signing/sent.html", email=session.get("asked", ""), next_path=session.get("asked_next", "")
    )


@blueprint.get("/aanmelden/link/<token>")
@allow(everyone)
def look_at_link(token: str) -> ResponseReturnValue:
    """One button. Mail scanners open every link, so looking never uses it up."""
    check_link(get_session(), token, at=now())
    return render_template("signing/link.html", token=token), NO_REFERRER


@blueprint.post("/aanmelden/link/<token>")
@allow(everyone)
def use_link(token: str) -> ResponseReturnValue:
    """Sign in; the link cannot be used again."""
    database = get_session()
    key, next_path = open_session(database, token, language=language(), at=now())
    end_session(database, session.get("person", ""))
    database.commit()
    remember_person(key)
    return redirect(own_path(next_path) or url_for("public.start"))


@blueprint.post("/afmelden")
@allow(everyone)
def sign_out() -> ResponseReturnValue:
    """Withdraw the session, here and on the server."""
    database = get_session()
    end_session(database, session.get("person", ""), session.get("list", ""))
    database.commit()
    session.clear()
    answer = redirect(url_for("public.home"))
    answer.headers["Clear-Site-Data"] = '"storage"'  # a list that was kept on this device goes as well
    return answer


@blueprint.errorhandler(LinkNotUsable)
def stale_link(error: LinkNotUsable) -> ResponseReturnValue:
    """The link is too old or was used: say so, with a button for a new one to the same page."""
    page = render_template("signing/stale.html", next_path=own_path(error.next_path))
    return page, 410, NO_REFERRER


def _link_request(form: SignInForm, next_path: str) -> LinkRequest:
    email = tidy_email(form.email.data or "")
    return LinkRequest(
        email=email,
        language=language(),
        email_hash=keyed_hash("mail", email),
        network_hash=keyed_hash("network", request.remote_addr or ""),
        next_path=next_path,
    )
