"""What did organisations of the example promise at past meetings, and what became of it? As they tell it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.invitations import registrations_of
from models.step import AnswerWay, CheckRound, Step, StepState
from seeds.reading import read_rows
from web.actions.actor import SERVICE, Actor
from web.actions.afterwards.step_checks import release_checks, write_checks
from web.actions.afterwards.steps import StepDraft, answer_step, check_day, day_of, save_step
from web.actions.site import Site
from web.clock import HERE


def add_steps(
    session: Session,
    meetings: Mapping[str, Meeting],
    organisations: Mapping[str, Organisation],
    *,
    site: Site,
    organiser: Actor,
    at: datetime,
) -> None:
    """The steps of the data; the mails that ask after them leave on their day, and the answers follow."""
    rows = read_rows("steps.toml", "step")
    steps = [(row, _promised(session, row, meetings, organisations)) for row in rows]
    for meeting in dict.fromkeys(meetings[row["meeting"]] for row in rows):
        for round_ in CheckRound:
            moment = datetime.combine(check_day(meeting, round_), time(9), HERE)
            if moment <= at:
                write_checks(session, meeting, round_, site=site, at=moment)
                release_checks(session, meeting, round_, site=site, actor=organiser, at=moment)
            for row, step in steps:
                if step.meeting_id == meeting.id:
                    _tell(session, row, step, round_, at=at)


def _promised(
    session: Session,
    row: Mapping[str, Any],
    meetings: Mapping[str, Meeting],
    organisations: Mapping[str, Organisation],
) -> Step:
    meeting, organisation = meetings[row["meeting"]], organisations[row["organisation"]]
    draft = StepDraft(
        text=row["text"],
        due_on=day_of(meeting) + timedelta(days=row["due"]),
        partner_id=organisations[row["partner"]].id if "partner" in row else None,
        registration_id=registrations_of(session, meeting.id, organisation.id)[0].id,
    )
    return save_step(session, meeting, organisation.id, draft, actor=SERVICE, at=meeting.ends_at).step


def _tell(session: Session, row: Mapping[str, Any], step: Step, round_: CheckRound, *, at: datetime) -> None:
    """The answer that was given in this round, if that was before now."""
    number = list(CheckRound).index(round_)
    if number >= len(row["told"]):
        return
    days, state, why = row["told"][number]
    moment = step.meeting.ends_at + timedelta(days=days)
    if moment <= at:
        answer_step(session, step, StepState(state), why, way=AnswerWay.MAIL, actor=SERVICE, at=moment)
