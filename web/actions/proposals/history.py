"""What was decided on the proposals of a meeting, by whom and when, and what of it can be taken back?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from matcher.review import RefusalReason
from models.log import LogEntry
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.person import Person
from models.proposal import Proposal, ProposalMember, ReviewDecision
from models.queries.proposals import latest_run, names_of

LINES_PER_PAGE = 40
# What is said of pairs and groups beside decisions; see pins.py, acquaintances.py, seating_wishes.py.
SAID = (
    "pin",
    "unpin",
    "keep_apart",
    "allow_together",
    "acquaint",
    "forget_acquaintance",
    "hold_names",
    "show_names",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One deed. `groups`: the names of the members of each proposal that it was on, at most a few of many.

    `code`: a state, `undone`, or one of SAID; `count`: how many proposals; `decided_by`: names the deed when
    it can be taken back, else None.
    """

    at: datetime
    name: str
    code: str
    groups: tuple[tuple[str, ...], ...]
    count: int
    reason: RefusalReason | None = None
    note: str = ""
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A page of lines, the newest first."""

    lines: tuple[Line, ...]
    page: int
    pages: int


def history_of(session: Session, meeting: Meeting, page: int = 1) -> History:
    """Everything that organisers decided for this meeting; a page beyond the last gives the last."""
    run = latest_run(session, meeting.id, RunState.DONE)
    decisions = _decisions(session, meeting.id)
    current = {one.proposal_id: one.number for one in reversed(decisions)} if run else {}
    lines = [
        *(
            _line(list(deed), run.id if run else 0, current)
            for _, deed in groupby(decisions, key=lambda one: (one.decided_at, one.decided_by))
        ),
        *_said(session, meeting.id),
    ]
    lines.sort(key=lambda line: line.at, reverse=True)
    pages = max(1, -(-len(lines) // LINES_PER_PAGE))
    shown = min(max(page, 1), pages)
    return History(tuple(lines[(shown - 1) * LINES_PER_PAGE : shown * LINES_PER_PAGE]), shown, pages)


def decided_since(session: Session, run_id: int, decision_id: int, *, but: int | None) -> tuple[str, ...]:
    """Who decided on proposals of this run after this decision, each name once; `but` nobody of this id."""
    rows = session.scalars(
        select(Person.name)
        .join(ReviewDecision, ReviewDecision.decided_by == Person.id)
        .join(Proposal, Proposal.id == ReviewDecision.proposal_id)
        .where(Proposal.run_id == run_id, ReviewDecision.id > decision_id, Person.id != but)
        .distinct()
        .order_by(Person.name)
    )
    return tuple(rows)


def newest_decision(session: Session, run_id: int) -> int:
    """The id of the newest decision on a proposal of this run; 0 when there is none."""
    newest = (
        select(ReviewDecision.id)
        .join(Proposal, Proposal.id == ReviewDecision.proposal_id)
        .where(Proposal.run_id == run_id)
        .order_by(ReviewDecision.id.desc())
        .limit(1)
    )
    return session.scalar(newest) or 0


def _decisions(session: Session, meeting_id: int) -> Sequence[ReviewDecision]:
    return session.scalars(
        select(ReviewDecision)
        .join(Proposal, Proposal.id == ReviewDecision.proposal_id)
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .where(MatchingRun.meeting_id == meeting_id, ReviewDecision.carried_over.is_(False))
        .order_by(ReviewDecision.decided_at.desc(), ReviewDecision.decided_by, ReviewDecision.id)
        .options(
            joinedload(ReviewDecision.decider),
            joinedload(ReviewDecision.proposal)
            .selectinload(Proposal.members)
            .joinedload(ProposalMember.organisation),
        )
    ).all()


def _line(deed: Sequence[ReviewDecision], run_id: int, newest: dict[int, int]) -> Line:
    first = deed[0]
    undone = first.undoes is not None
    can_undo = not undone and any(
        one.proposal.run_id == run_id and newest[one.proposal_id] == one.number for one in deed
    )
    return Line(
        at=first.decided_at,
        name=first.decider.name,
        code="undone" if undone else first.after.value,
        groups=tuple(_names(one.proposal) for one in deed[:3]),
        count=len(deed),
        reason=first.reason,
        note=first.note,
        decided_by=first.decided_by if can_undo else None,
    )


def _said(session: Session, meeting_id: int) -> Iterable[Line]:
    entries = session.execute(
        select(LogEntry, Person.name)
        .outerjoin(Person, Person.id == LogEntry.person_id)
        .where(
            LogEntry.subject == "meeting",
            LogEntry.subject_id == str(meeting_id),
            LogEntry.action.in_(SAID),
        )
    ).all()
    groups = {entry.id: _ids(entry.detail) for entry, _ in entries}
    names = names_of(session, {one for group in groups.values() for one in group})
    for entry, name in entries:
        told = tuple(names[one] for one in groups[entry.id] if one in names)
        yield Line(entry.at, name or "", entry.action, (told,), 1)


def _ids(detail: str) -> tuple[int, ...]:
    numbers = detail.rpartition(":")[2].split(",")
    return tuple(int(one) for one in numbers if one.isdecimal())


def _names(proposal: Proposal) -> tuple[str, ...]:
    return tuple(member.organisation.name for member in proposal.members)
