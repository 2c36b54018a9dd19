"""Whom to invite? Found by a search over all organisations, or named in a list or a file."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meeting import Meeting
from models.queries.guests import count_on_list, organisations_to_invite
from web.actions.organising.guest_list import reach, unreachable
from web.actions.organising.guest_search import MOST_LINES, Line, find_meant, lines_of, lines_of_file
from web.actions.organising.inviting import invite_guests
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.inviting import ListForm, SearchForm
from web.mailing import current_site
from web.security import allow, current_actor
from web.spreadsheets.refusals import FileRefused
from web.words.imports import file_sentence
from web.words.inviting import guest_word, unreachable_sentence

blueprint = Blueprint("inviting_choices", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/uitnodigen")

MOST_SHOWN = 200
# Bytes; larger than any list of a thousand organisations.
LARGEST_UPLOAD = 10_000_000


@blueprint.url_value_preprocessor
def receive_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Let the form with the file be larger than others, before anything looks into it."""
    if endpoint == "inviting_choices.from_list":
        request.max_content_length = LARGEST_UPLOAD


@blueprint.get("/kiezen")
@allow(organises_meeting)
def choose(meeting_id: int) -> ResponseReturnValue:
    """Search over all organisations, and tick whom to invite."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = SearchForm.asked(meeting, request.args)
    found = organisations_to_invite(session, meeting, form.wanted)
    return render_template(
        "organiser/invite_choose.html",
        meeting=meeting,
        form=form,
        found=found[:MOST_SHOWN],
        total=len(found),
        reachable=len(found) - len(unreachable(found)),
        on_list=count_on_list(session, meeting, form.wanted),
        reach=reach,
        guest_word=guest_word,
    )


@blueprint.post("/kiezen")
@allow(organises_meeting)
def invite(meeting_id: int) -> ResponseReturnValue:
    """Put those who were ticked on the guest list, or, with `alle`, everyone who was found."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    chosen = request.form.getlist("organisatie", type=int)
    if "alle" in request.form:
        wanted = SearchForm.asked(meeting, request.args).wanted
        chosen = [one.id for one in organisations_to_invite(session, meeting, wanted)]
    if not chosen:
        flash(_("U hebt niemand aangekruist. Kruis aan wie u wilt uitnodigen."))
        return redirect(request.full_path.rstrip("?"))
    count = invite_guests(session, meeting, chosen, site=current_site(), actor=current_actor(), at=now())
    session.commit()
    flash(
        ngettext(
            "%(num)s organisatie staat op de lijst. De mail wacht nog op u.",
            "%(num)s organisaties staan op de lijst. De mails wachten nog op u.",
            count,
        )
    )
    return redirect(url_for("inviting.overview", meeting_id=meeting_id))


@blueprint.route("/lijst", methods=["GET", "POST"])
@allow(organises_meeting)
def from_list(meeting_id: int) -> ResponseReturnValue:
    """Name whom to invite, typed or in a file; shows whom we found, and which lines mean nobody to us."""
    session, form = get_session(), ListForm()
    meeting = session.get_one(Meeting, meeting_id)
    found = None
    if form.validate_on_submit():
        lines = _lines(form)
        if lines:
            found = find_meant(session, lines)
    return render_template(
        "organiser/invite_list.html",
        meeting=meeting,
        form=form,
        found=found,
        unreachable=unreachable(found.organisations) if found else (),
        unreachable_sentence=unreachable_sentence,
        most_lines=MOST_LINES,
    )


def _lines(form: ListForm) -> list[Line]:
    """What was typed and what stands in the file; a fault is put at its field."""
    lines = lines_of(form.lines.data or "")
    file = form.file.data
    if file:
        try:
            lines += lines_of_file(file.read())
        except FileRefused as refusal:
            form.file.errors = [file_sentence(refusal.fault, refusal.words)]
            return []
        finally:
            file.close()
    if not lines:
        form.lines.errors = [_("Typ of plak een lijst, of kies een bestand.")]
    return lines
