"""Which questions lie with the sounding board, whose are they, and who answers them?"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.gap_report import GapReport
from models.meeting import Meeting
from models.organisation import Organisation, Statement, StatementState
from models.person import Person, RegionOrganiser
from models.sounding import (
    WITH_ADVISER,
    Adviser,
    AdviserInvitation,
    HandedBack,
    QuestionState,
    SoundingLink,
    SoundingQuestion,
)
from models.step import Step

_WITH_ALL = (
    selectinload(SoundingQuestion.themes),
    joinedload(SoundingQuestion.adviser),
    joinedload(SoundingQuestion.region),
    joinedload(SoundingQuestion.statement)
    .joinedload(Statement.organisation)
    .joinedload(Organisation.experience),
    joinedload(SoundingQuestion.step).joinedload(Step.organisation).joinedload(Organisation.experience),
)


def all_advisers(session: Session) -> Sequence[Adviser]:
    """The members of the sounding board, by name."""
    return session.scalars(
        select(Adviser)
        .join(Adviser.person)
        .order_by(Person.name, Adviser.id)
        .options(selectinload(Adviser.themes))
    ).all()


def adviser_of(session: Session, person_id: int | None) -> Adviser | None:
    """The seat of this person on the sounding board, or None."""
    return session.scalar(select(Adviser).where(Adviser.person_id == person_id))


def open_invitations(session: Session, at: datetime) -> Sequence[AdviserInvitation]:
    """The invitations to the board that can still be used, by address."""
    return session.scalars(
        select(AdviserInvitation)
        .where(
            AdviserInvitation.used_at.is_(None),
            AdviserInvitation.withdrawn_at.is_(None),
            AdviserInvitation.expires_at > at,
        )
        .order_by(AdviserInvitation.email)
    ).all()


def loads(session: Session, since: datetime) -> dict[int, int]:
    """How many questions each adviser has or was given since this moment, by adviser id; 0 is left out."""
    rows = session.execute(
        select(SoundingQuestion.adviser_id, func.count())
        .where(
            SoundingQuestion.adviser_id.is_not(None),
            or_(SoundingQuestion.assigned_at > since, SoundingQuestion.state.in_(WITH_ADVISER)),
        )
        .group_by(SoundingQuestion.adviser_id)
    )
    return {adviser_id: count for adviser_id, count in rows if adviser_id is not None}


def gave_back(session: Session, question_id: int) -> set[int]:
    """The advisers (ids) who gave this question back."""
    found = session.scalars(select(HandedBack.adviser_id).where(HandedBack.question_id == question_id))
    return {one for one in found if one is not None}


def questions_of_region(session: Session, code: str) -> Sequence[SoundingQuestion]:
    """What this region asked, the newest first; without what was withdrawn."""
    return session.scalars(
        select(SoundingQuestion)
        .where(SoundingQuestion.region_code == code, SoundingQuestion.state != QuestionState.WITHDRAWN)
        .order_by(SoundingQuestion.asked_at.desc(), SoundingQuestion.id.desc())
        .options(*_WITH_ALL, selectinload(SoundingQuestion.handed_back))
    ).all()


def questions_of_adviser(session: Session, adviser_id: int) -> Sequence[SoundingQuestion]:
    """What this adviser has or answered, the newest first."""
    return session.scalars(
        select(SoundingQuestion)
        .where(SoundingQuestion.adviser_id == adviser_id)
        .order_by(SoundingQuestion.assigned_at.desc(), SoundingQuestion.id.desc())
        .options(*_WITH_ALL)
    ).all()


def public_answers(session: Session) -> Sequence[SoundingQuestion]:
    """The answers that everyone may read, the newest first."""
    return session.scalars(
        select(SoundingQuestion)
        .where(SoundingQuestion.published_at.is_not(None))
        .order_by(SoundingQuestion.published_at.desc(), SoundingQuestion.id.desc())
        .options(*_WITH_ALL)
    ).all()


def returned_to(session: Session, organisation_id: int) -> Sequence[SoundingQuestion]:
    """The answers that this organisation may read about its needs and steps, the newest first."""
    needs = select(Statement.id).where(Statement.organisation_id == organisation_id)
    steps = select(Step.id).where(Step.organisation_id == organisation_id)
    return session.scalars(
        select(SoundingQuestion)
        .where(
            SoundingQuestion.returned_at.is_not(None),
            or_(SoundingQuestion.statement_id.in_(needs), SoundingQuestion.step_id.in_(steps)),
        )
        .order_by(SoundingQuestion.returned_at.desc(), SoundingQuestion.id.desc())
        .options(*_WITH_ALL)
    ).all()


def asked_of(session: Session) -> tuple[set[int], set[int]]:
    """The needs (statement ids) and the steps (ids) that were put to the board and not withdrawn."""
    rows = session.execute(
        select(SoundingQuestion.statement_id, SoundingQuestion.step_id).where(
            SoundingQuestion.state != QuestionState.WITHDRAWN
        )
    ).all()
    needs = {statement for statement, _step in rows if statement is not None}
    return needs, {step for _statement, step in rows if step is not None}


def gap_reports_in(session: Session, code: str) -> Sequence[tuple[GapReport, Meeting]]:
    """What was found missing at each meeting of the region that goes on, of the newest meeting first."""
    rows = session.execute(
        select(GapReport, Meeting)
        .join(Meeting, Meeting.id == GapReport.meeting_id)
        .where(Meeting.region_code == code, Meeting.cancelled_at.is_(None))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    return [(report, meeting) for report, meeting in rows]


def open_statements(session: Session, ids: Collection[int]) -> dict[int, Statement]:
    """Which of these needs still stand open, by id, each with its organisation."""
    found = session.scalars(
        select(Statement)
        .where(Statement.id.in_(ids), Statement.state == StatementState.OPEN)
        .options(joinedload(Statement.organisation).selectinload(Organisation.themes))
    )
    return {one.id: one for one in found}


def overdue_questions(session: Session, before: datetime) -> Sequence[SoundingQuestion]:
    """What an adviser has since before this moment, and was not reminded of; the oldest first."""
    return session.scalars(
        select(SoundingQuestion)
        .where(
            SoundingQuestion.state.in_(WITH_ADVISER),
            SoundingQuestion.assigned_at <= before,
            SoundingQuestion.reminded_at.is_(None),
        )
        .order_by(SoundingQuestion.assigned_at, SoundingQuestion.id)
        .options(*_WITH_ALL)
    ).all()


def sounding_link(session: Session, token_hash: str) -> SoundingLink | None:
    """What this link is for."""
    return session.get(SoundingLink, token_hash)


def organisers_of(session: Session, code: str) -> Sequence[Person]:
    """Who organises this region and wants mail, oldest first."""
    return session.scalars(
        select(Person)
        .join(RegionOrganiser, RegionOrganiser.person_id == Person.id)
        .where(RegionOrganiser.region_code == code, Person.stops_mail.is_(False))
        .order_by(Person.id)
    ).all()
