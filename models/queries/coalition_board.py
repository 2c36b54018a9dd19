"""How do the coalitions of a run stand on the board, and who moved what?"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.coalition_board import CoalitionBoard, CoalitionCard, CoalitionMove, CoalitionPlace
from models.matching_run import MatchingRun
from models.meeting import Meeting
from models.proposal import Proposal, ProposalForm


def has_board(session: Session, run_id: int) -> bool:
    """Whether anyone moved anything yet."""
    return session.get(CoalitionBoard, run_id) is not None


def coalitions_of(session: Session, run_id: int) -> Sequence[Proposal]:
    """Every coalition of the run, whatever was decided, by id, with members and decisions."""
    return session.scalars(
        select(Proposal)
        .where(Proposal.run_id == run_id, Proposal.form == ProposalForm.COALITION)
        .order_by(Proposal.id)
        .options(selectinload(Proposal.members), selectinload(Proposal.decisions))
    ).all()


def cards_of(session: Session, run_id: int) -> Sequence[int]:
    """The numbers of the cards, ascending."""
    numbers = select(CoalitionCard.number).where(CoalitionCard.run_id == run_id)
    return session.scalars(numbers.order_by(CoalitionCard.number)).all()


def places_of(session: Session, run_id: int) -> dict[int, int | None]:
    """The card of each organisation (id) that has been on the board; None = on no card."""
    rows = session.execute(
        select(CoalitionPlace.organisation_id, CoalitionPlace.card)
        .where(CoalitionPlace.run_id == run_id)
        .order_by(CoalitionPlace.organisation_id)
    )
    return {row[0]: row[1] for row in rows}


def moves_of(session: Session, run_id: int) -> Sequence[CoalitionMove]:
    """Every move, the last first, with who moved whom."""
    return session.scalars(
        select(CoalitionMove)
        .where(CoalitionMove.run_id == run_id)
        .order_by(CoalitionMove.number.desc())
        .options(joinedload(CoalitionMove.organisation), joinedload(CoalitionMove.mover))
    ).all()


def moves_by(session: Session, person_id: int) -> Sequence[tuple[CoalitionMove, str]]:
    """The moves that this person made, the last first, each with the title of the meeting."""
    rows = session.execute(
        select(CoalitionMove, Meeting.title)
        .join(MatchingRun, MatchingRun.id == CoalitionMove.run_id)
        .join(Meeting, Meeting.id == MatchingRun.meeting_id)
        .where(CoalitionMove.moved_by == person_id)
        .order_by(CoalitionMove.id.desc())
        .options(joinedload(CoalitionMove.organisation))
    )
    return [(row[0], row[1]) for row in rows]


def next_move(session: Session, run_id: int) -> int:
    """The number of the next move."""
    highest = select(func.max(CoalitionMove.number)).where(CoalitionMove.run_id == run_id)
    return (session.scalar(highest) or 0) + 1
