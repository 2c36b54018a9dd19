"""What does an organiser agree beforehand: who must, must not or did meet? And what of her own?"""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import RunState
from models.meeting import Meeting
from models.pin import PinKind
from models.proposal import ProposalForm
from models.queries.promises import pins_of
from models.queries.proposals import latest_run
from models.queries.seating import pairs_kept_apart
from web.actions.errors import ActionError
from web.actions.organisations.acquaintances import acquaint, acquainted_at, forget_acquaintance
from web.actions.permissions import organises_meeting
from web.actions.proposals.own_proposals import Instead, NotMeasuredError, open_workshop, propose_own
from web.actions.proposals.pins import PinSizeError, pin, unpin
from web.actions.tables.seating_wishes import all_coming, allow_together, keep_apart
from web.clock import now
from web.database import get_session
from web.forms.promises import OwnProposalForm, PromiseForm
from web.security import allow, current_actor
from web.words.desk import pin_problem_sentence

blueprint = Blueprint("promises", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>")


@blueprint.route("/afspraken", methods=["GET", "POST"])
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """What holds for every run of the meeting, and two more to choose."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = PromiseForm(all_coming(session, meeting_id))
    if form.validate_on_submit():
        try:
            _agree(meeting, form)
        except ActionError as refusal:
            session.rollback()
            form.form_errors.append(pin_problem_sentence(refusal))
        else:
            session.commit()
            flash(_("Opgeslagen. Dit geldt vanaf de volgende keer dat u voorstellen maakt."))
            return redirect(url_for(".of_meeting", meeting_id=meeting_id))
    return render_template(
        "organiser/promises.html",
        meeting=meeting,
        form=form,
        pins=pins_of(session, meeting_id, PinKind.PROPOSAL),
        together=pins_of(session, meeting_id, PinKind.TOGETHER),
        apart=pairs_kept_apart(session, meeting_id),
        known=acquainted_at(session, meeting),
    )


@blueprint.post("/afspraken/<any(vast, apart, bekend):what>/<int:promise_id>/weg")
@allow(organises_meeting)
def drop(meeting_id: int, what: str, promise_id: int) -> ResponseReturnValue:
    """Take one of these away."""
    session, actor, at = get_session(), current_actor(), now()
    if what == "vast":
        unpin(session, meeting_id, promise_id, actor=actor, at=at)
    elif what == "apart":
        allow_together(session, meeting_id, promise_id, actor=actor, at=at)
    else:
        meeting = session.get_one(Meeting, meeting_id)
        forget_acquaintance(session, meeting, promise_id, actor=actor, at=at)
    session.commit()
    flash(_("De afspraak is weg."))
    return redirect(url_for(".of_meeting", meeting_id=meeting_id))


@blueprint.route("/voorstellen/eigen", methods=["GET", "POST"])
@allow(organises_meeting)
def own(meeting_id: int) -> ResponseReturnValue:
    """A pair or a coalition that the organiser puts together herself: approved at once."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = OwnProposalForm(all_coming(session, meeting_id))
    if form.validate_on_submit():
        try:
            proposal_id = _propose(meeting, form.members)
        except ActionError as refusal:
            session.rollback()
            form.form_errors.append(pin_problem_sentence(refusal))
        else:
            session.commit()
            flash(_("Uw eigen voorstel staat erbij en is goedgekeurd. Het komt in elke ronde terug."))
            return redirect(url_for("review.show", proposal_id=proposal_id))
    return render_template("organiser/own_proposal.html", meeting=meeting, form=form)


def _agree(meeting: Meeting, form: PromiseForm) -> None:
    session, actor, at = get_session(), current_actor(), now()
    if form.what.data == "samen":
        pin(session, meeting, form.pair, PinKind.TOGETHER, actor=actor, at=at)
    elif form.what.data == "uit-elkaar":
        keep_apart(session, meeting, form.pair, actor=actor, at=at)
    else:
        acquaint(session, meeting, form.pair, met_on=form.met_on.data, actor=actor, at=at)


def _propose(meeting: Meeting, members: tuple[int, ...]) -> int:
    session, actor, at = get_session(), current_actor(), now()
    if len(set(members)) != len(members):
        raise PinSizeError("an organisation was chosen twice")
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        abort(404)
    workshop = open_workshop(session, run)
    if workshop is None:
        raise NotMeasuredError("the run kept no figures; make new proposals first")
    form = ProposalForm.PAIRING if len(members) == 2 else ProposalForm.COALITION
    return propose_own(
        session,
        workshop,
        members,
        form,
        without_party=True,
        instead=Instead(_("U maakte zelf een andere coalitie.")),
        actor=actor,
        at=at,
    ).id
