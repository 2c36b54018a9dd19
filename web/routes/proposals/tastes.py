"""What did Onverwacht learn from the organisers of a programme? Look, learn now, reset, take that back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.programme import Programme
from web.actions.permissions import organises_programme
from web.actions.proposals.tastes import NothingLearntError, ask_to_learn, lesson_of, reset, undo_reset
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor
from web.words.tastes import sign_words, taste_sentence

blueprint = Blueprint("tastes", __name__, url_prefix="/programmas/<int:programme_id>/geleerd")


@blueprint.get("")
@allow(organises_programme)
def show(programme_id: int) -> ResponseReturnValue:
    """What was learnt, in words and in bars, from how many decisions and since when."""
    session = get_session()
    return render_template(
        "organiser/taste.html",
        programme=session.get_one(Programme, programme_id),
        lesson=lesson_of(session, programme_id, at=now()),
        sign_words=sign_words,
        taste_sentence=taste_sentence,
    )


@blueprint.post("")
@allow(organises_programme)
def ask(programme_id: int) -> ResponseReturnValue:
    """Learn from what was decided up to now."""
    session = get_session()
    ask_to_learn(session, programme_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("Wij leren nu van uw beslissingen. Ververs deze pagina over een halve minuut."))
    return redirect(url_for(".show", programme_id=programme_id))


@blueprint.post("/wissen")
@allow(organises_programme)
def forget(programme_id: int) -> ResponseReturnValue:
    """Reset what was learnt."""
    session = get_session()
    try:
        reset(session, programme_id, actor=current_actor(), at=now())
    except NothingLearntError:
        flash(_("Er was niets geleerd, of het was al gewist."))
        return redirect(url_for(".show", programme_id=programme_id))
    session.commit()
    flash(_("Gewist. Nieuwe voorstellen wegen weer zoals voor iedereen. U kunt dit terugdraaien."))
    return redirect(url_for(".show", programme_id=programme_id))


@blueprint.post("/herstellen")
@allow(organises_programme)
def restore(programme_id: int) -> ResponseReturnValue:
    """Take the last reset back."""
    session = get_session()
    try:
        undo_reset(session, programme_id, actor=current_actor(), at=now())
    except NothingLearntError:
        flash(_("Er is niets gewist dat u kunt terugdraaien."))
        return redirect(url_for(".show", programme_id=programme_id))
    session.commit()
    flash(_("Teruggedraaid. Wat wij van u leerden, telt weer mee."))
    return redirect(url_for(".show", programme_id=programme_id))
