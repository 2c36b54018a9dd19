"""How does an adviser answer a question: signed in, or by the link of a mail?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.sounding import SoundingLink, SoundingQuestion
from web.actions.actor import Actor
from web.actions.afterwards.sounding_answers import accept_question, give_answer, hand_back, let_publish
from web.actions.afterwards.sounding_mails import SoundingLinkUnknown, find_sounding_link
from web.actions.permissions import advises_on, everyone
from web.clock import now
from web.database import get_session
from web.forms.sounding import AnswerForm, HandBackForm
from web.mailing import current_site
from web.security import allow, current_actor

blueprint = Blueprint("sounding_answers", __name__)

# The address of the page is itself a secret.
PERSONAL = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@blueprint.route("/klankbord/vragen/<int:question_id>", methods=["GET", "POST"])
@allow(advises_on)
def signed_in(question_id: int) -> ResponseReturnValue:
    """A question of one's own."""
    question = get_session().get_one(SoundingQuestion, question_id)
    return _door(question, current_actor(), url_for(".signed_in", question_id=question_id))


@blueprint.get("/klankbord/vraag/<token>")
@allow(everyone)
def look(token: str) -> ResponseReturnValue:
    """The question with a form; mail scanners open links, so nothing happens before a button is pressed."""
    question = _link(token).question
    return _page(question, url_for(".look", token=token)), PERSONAL


@blueprint.post("/klankbord/vraag/<token>")
@allow(everyone)
def tell(token: str) -> ResponseReturnValue:
    """Do what the button says, for the adviser whom the mail was to."""
    question = _link(token).question
    adviser = question.adviser or abort(404)
    return _door(question, Actor(person_id=adviser.person_id), url_for(".look", token=token))


@blueprint.errorhandler(SoundingLinkUnknown)
def link_unknown(_error: SoundingLinkUnknown) -> ResponseReturnValue:
    """The link does not work: what to do now."""
    return render_template("sounding/link_unknown.html", invited=False), 410, PERSONAL


def _door(question: SoundingQuestion, actor: Actor, here: str) -> ResponseReturnValue:
    """Show the question; or take it on, answer it, hand it back, or change who may read the answer."""
    match request.form.get("doe") if request.method == "POST" else None:
        case None:
            return _page(question, here), PERSONAL
        case "aannemen":
            accept_question(get_session(), question, actor=actor, at=now())
            said = _("Dank u wel. De organisator ziet dat u meedenkt.")
        case "antwoord":
            return _answered(question, actor, here)
        case "terug":
            return _handed_back(question, actor, here)
        case "openbaar" | "verborgen" as wish:
            let_publish(get_session(), question, wish == "openbaar", actor=actor, at=now())
            said = _("Opgeslagen.")
        case _:
            abort(400)
    return _done(said, here)


def _answered(question: SoundingQuestion, actor: Actor, here: str) -> ResponseReturnValue:
    form = AnswerForm()
    if not form.validate():
        return _page(question, here, form=form), 422, PERSONAL
    give_answer(get_session(), question, form.draft(), site=current_site(), actor=actor, at=now())
    return _done(_("Dank u wel. Uw antwoord is onderweg naar de organisator."), here)


def _handed_back(question: SoundingQuestion, actor: Actor, here: str) -> ResponseReturnValue:
    form = HandBackForm()
    if not form.validate():
        return _page(question, here, back=form), 422, PERSONAL
    session, why = get_session(), form.reason.data or ""
    hand_back(session, question, why, site=current_site(), actor=actor, at=now())
    session.commit()
    return render_template("sounding/handed_back.html"), PERSONAL


def _done(said: str, here: str) -> ResponseReturnValue:
    get_session().commit()
    flash(said)
    answer = redirect(here)
    answer.headers.update(PERSONAL)
    return answer


def _page(
    question: SoundingQuestion, here: str, *, form: AnswerForm | None = None, back: HandBackForm | None = None
) -> str:
    return render_template(
        "sounding/answer.html",
        question=question,
        form=form or AnswerForm(formdata=None),
        back_form=back or HandBackForm(formdata=None),
        wrong=form or back,
        address=here,
    )


def _link(token: str) -> SoundingLink:
    return find_sounding_link(get_session(), token, at=now())
