"""What does a region put to the sounding board, and what does its organiser do with the answer?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.queries.sounding import all_advisers, questions_of_region
from models.region import Region
from models.sounding import Adviser, QuestionSource, SoundingQuestion
from web.actions.afterwards.answered_practices import answer_slug
from web.actions.afterwards.sounding_answers import judge_answer, publish_answer, return_answer
from web.actions.afterwards.sounding_choice import choose
from web.actions.afterwards.sounding_questions import (
    NameStandsThere,
    assign,
    may_be_named,
    put_question,
    reword_question,
    take_back,
    withdraw_question,
)
from web.actions.afterwards.sounding_sources import Candidate, candidates, find_candidate
from web.actions.permissions import organises_question, organises_region
from web.clock import now
from web.database import get_session
from web.forms.sounding import QuestionForm
from web.mailing import current_site
from web.security import allow, current_actor
from web.words.sounding import SHOWN

blueprint = Blueprint("sounding_questions", __name__)
for shown in SHOWN:
    blueprint.add_app_template_global(shown)

SOURCES = {"vraag": QuestionSource.NEED, "stap": QuestionSource.STEP}


@blueprint.get("/regio/<code>/taaie-vragen")
@allow(organises_region)
def overview(code: str) -> ResponseReturnValue:
    """What lies with the board, what came back, and which needs and steps could go there."""
    session = get_session()
    return render_template(
        "sounding/region.html",
        region=session.get_one(Region, code),
        questions=questions_of_region(session, code),
        candidates=candidates(session, code, at=now()),
        advisers=len(all_advisers(session)),
        sources={source: word for word, source in SOURCES.items()},
    )


@blueprint.route("/regio/<code>/taaie-vragen/nieuw", methods=["GET", "POST"])
@allow(organises_region)
def put(code: str) -> ResponseReturnValue:
    """Word a question, about a need or step or of one's own; it waits until an adviser is chosen."""
    session = get_session()
    about = _candidate(code)
    form = QuestionForm.about(about)
    if form.validate_on_submit():
        try:
            question = put_question(session, code, form.draft(), about=about, actor=current_actor(), at=now())
        except NameStandsThere:
            form.show_name(about.organisation.name if about else "")
        else:
            session.commit()
            flash(_("Uw vraag staat in de lijst. Kies nu een deskundige."))
            return redirect(url_for(".show", question_id=question.id))
    return render_template(
        "sounding/question_form.html",
        form=form,
        about=about,
        region=session.get_one(Region, code),
        named=may_be_named(about.organisation if about else None),
        question=None,
    )


@blueprint.route("/taaie-vragen/<int:question_id>/wijzigen", methods=["GET", "POST"])
@allow(organises_question)
def reword(question_id: int) -> ResponseReturnValue:
    """Word a question anew, as long as nobody has it."""
    session = get_session()
    question = _question(question_id)
    form = QuestionForm.changing(question)
    if form.validate_on_submit():
        try:
            reword_question(session, question, form.draft(), actor=current_actor(), at=now())
        except NameStandsThere:
            form.show_name(question.organisation.name if question.organisation else "")
        else:
            session.commit()
            flash(_("Uw vraag is gewijzigd."))
            return redirect(url_for(".show", question_id=question.id))
    return render_template(
        "sounding/question_form.html",
        form=form,
        about=None,
        region=question.region,
        named=may_be_named(question.organisation),
        question=question,
    )


@blueprint.get("/taaie-vragen/<int:question_id>")
@allow(organises_question)
def show(question_id: int) -> ResponseReturnValue:
    """A question: whom it could go to, who has it, or its answer and what to do with that."""
    question = _question(question_id)
    choice = choose(get_session(), question, at=now())
    return render_template(
        "sounding/question.html", question=question, choice=choice, answer_slug=answer_slug
    )


@blueprint.post("/taaie-vragen/<int:question_id>/vraag-aan")
@allow(organises_question)
def ask(question_id: int) -> ResponseReturnValue:
    """Give the question to an adviser; the mail leaves at once."""
    session = get_session()
    question = _question(question_id)
    adviser = session.get(Adviser, request.form.get("deskundige", 0, type=int)) or abort(404)
    assign(session, question, adviser, site=current_site(), actor=current_actor(), at=now())
    session.commit()
    flash(_("De vraag is onderweg naar %(name)s.", name=adviser.person.name))
    return redirect(url_for(".show", question_id=question_id))


@blueprint.post("/taaie-vragen/<int:question_id>/<any(intrekken, terughalen):move>")
@allow(organises_question)
def undo(question_id: int, move: str) -> ResponseReturnValue:
    """Withdraw the question, or take it from its adviser for somebody else."""
    session, question, actor = get_session(), _question(question_id), current_actor()
    if move == "intrekken":
        withdraw_question(session, question, actor=actor, at=now())
        said = _("De vraag is ingetrokken.")
    else:
        take_back(session, question, actor=actor, at=now())
        said = _("U hebt de vraag teruggehaald. Kies een andere deskundige.")
    session.commit()
    flash(said)
    if move == "intrekken":
        return redirect(url_for(".overview", code=question.region_code))
    return redirect(url_for(".show", question_id=question_id))


@blueprint.post("/taaie-vragen/<int:question_id>/<any(sturen, hielp, hielpniet, openbaar, verborgen):move>")
@allow(organises_question)
def use(question_id: int, move: str) -> ResponseReturnValue:
    """Do something with the answer: pass it on, say whether it helped, let everyone read it or no longer."""
    session, question, actor = get_session(), _question(question_id), current_actor()
    said = _("Dank u, dat is opgeslagen.")
    if move == "sturen":
        sent = return_answer(session, question, site=current_site(), actor=actor, at=now())
        said = (
            _("Het antwoord is onderweg naar de organisatie.")
            if sent
            else _("De organisatie leest het antwoord nu op haar eigen pagina. Er ging geen mail weg.")
        )
    elif move in ("hielp", "hielpniet"):
        judge_answer(session, question, move == "hielp", actor=actor, at=now())
    else:
        publish_answer(session, question, move == "openbaar", actor=actor, at=now())
        said = (
            _("Iedereen kan dit antwoord nu lezen.")
            if move == "openbaar"
            else _("Dit antwoord is niet meer openbaar.")
        )
    session.commit()
    flash(said)
    return redirect(url_for(".show", question_id=question_id))


def _candidate(code: str) -> Candidate | None:
    """The need or step of the address; the page `bestaat niet` when that cannot go to the board."""
    for word, source in SOURCES.items():
        if word in request.args:
            number = request.args.get(word, 0, type=int)
            return find_candidate(get_session(), code, source, number, at=now()) or abort(404)
    return None


def _question(question_id: int) -> SoundingQuestion:
    return get_session().get(SoundingQuestion, question_id) or abort(404)
