"""In which words does the meeting write to many? Change them, see them as a reader does, try them out."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.guest import LetterKind
from models.meeting import Meeting
from models.person import Language, Person
from web.actions.organising.inviting import rewrite, waiting_asking
from web.actions.organising.letter_fields import WORDS
from web.actions.organising.letters import (
    MAIL_KINDS,
    LetterRefused,
    example_letters,
    letters_for,
    save_letters,
    send_test,
    usual_letter,
)
from web.actions.organising.news import NEWS, waiting_news, write_news
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.inviting import LetterForm
from web.mailing import current_site
from web.security import allow, current_actor
from web.words.inviting import letter_word

blueprint = Blueprint("letters", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/brieven")

# The words of an address and what they mean.
KINDS = {
    "uitnodiging": LetterKind.INVITATION,
    "herinnering": LetterKind.REMINDER,
    "definitief": LetterKind.DEFINITIVE,
    "wijziging": LetterKind.CHANGE,
    "afgelast": LetterKind.CANCELLATION,
}
PATH = "/<any(uitnodiging, herinnering, definitief, wijziging, afgelast):letter>"


@blueprint.route(PATH, methods=["GET", "POST"])
@allow(organises_meeting)
def write(meeting_id: int, letter: str) -> ResponseReturnValue:
    """The words of one mail in both languages, with an example; mails that wait get the new words."""
    session, kind = get_session(), KINDS[letter]
    meeting = session.get_one(Meeting, meeting_id)
    form = LetterForm.showing(letters_for(session, meeting, kind))
    if not form.validate_on_submit():
        return _page(form, meeting, letter)
    try:
        save_letters(session, meeting, kind, form.letters(), actor=current_actor(), at=now())
    except LetterRefused as refusal:
        form.show_fault(refusal)
        return _page(form, meeting, letter)
    _renew_waiting(meeting, kind)
    if "proef" in request.form:
        _send_test(meeting, kind)
    session.commit()
    flash(_("De proef is naar u onderweg.") if "proef" in request.form else _("De tekst is opgeslagen."))
    return redirect(url_for(".write", meeting_id=meeting_id, letter=letter, _anchor="voorbeeld"))


@blueprint.post(f"{PATH}/gewoon")
@allow(organises_meeting)
def usual(meeting_id: int, letter: str) -> ResponseReturnValue:
    """Go back to the usual words."""
    session, kind = get_session(), KINDS[letter]
    meeting = session.get_one(Meeting, meeting_id)
    letters = {language: usual_letter(kind, language) for language in Language}
    save_letters(session, meeting, kind, letters, actor=current_actor(), at=now())
    _renew_waiting(meeting, kind)
    session.commit()
    flash(_("De gewone tekst staat er weer."))
    return redirect(url_for(".write", meeting_id=meeting_id, letter=letter))


def _page(form: LetterForm, meeting: Meeting, letter: str) -> str:
    session, kind = get_session(), KINDS[letter]
    letters = letters_for(session, meeting, kind)
    return render_template(
        "organiser/letter.html",
        form=form,
        meeting=meeting,
        letter=letter,
        name=letter_word(kind),
        examples=example_letters(session, meeting, kind, site=current_site()),
        fields={language: list(words.values()) for language, words in WORDS.items()},
        languages=Language,
        is_usual=all(
            one.body.strip() == usual_letter(kind, language).body.strip() for language, one in letters.items()
        ),
        back_page="news.show" if kind in NEWS else "inviting.overview",
    )


def _renew_waiting(meeting: Meeting, kind: LetterKind) -> None:
    session, site, at = get_session(), current_site(), now()
    if kind in NEWS:
        if waiting_news(session, meeting, kind):
            write_news(session, meeting, kind, site=site, at=at)
        return
    waiting = [mail for mail in waiting_asking(session, meeting) if mail.kind is MAIL_KINDS[kind]]
    rewrite(session, meeting, waiting, site=site, at=at)


def _send_test(meeting: Meeting, kind: LetterKind) -> None:
    person = get_session().get(Person, current_actor().person_id) or abort(404)
    send_test(get_session(), meeting, kind, person, site=current_site(), at=now())
