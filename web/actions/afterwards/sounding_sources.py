"""What could go to the sounding board? Needs that nobody answers, and steps that are stuck twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.gaps_exchange import gaps_found
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.sounding import asked_of, gap_reports_in, open_statements
from models.sounding import QuestionSource
from web.actions.afterwards.step_overview import region_steps


@dataclass(frozen=True, slots=True)
class Candidate:
    """A need or step that could become a question. `why`: the last words about a stuck step, or empty.

    `times`: how often it got stuck. `meeting`: where nobody answers it, or where it was promised.
    """

    source: QuestionSource
    id: int
    organisation: Organisation
    text: str
    meeting: Meeting
    why: str = ""
    times: int = 0


def candidates(session: Session, code: str, *, at: datetime) -> tuple[Candidate, ...]:
    """Stuck steps first, then needs of the newest meeting first; what was put to the board is left out."""
    needs, steps = asked_of(session)
    found = [one for one in _stuck(session, code, at) if one.id not in steps]
    return (*found, *(one for one in _unanswered(session, code) if one.id not in needs))


def find_candidate(
    session: Session, code: str, source: QuestionSource, id_: int, *, at: datetime
) -> Candidate | None:
    """This need or step, while it could go to the board."""
    every = candidates(session, code, at=at)
    return next((one for one in every if (one.source, one.id) == (source, id_)), None)


def _stuck(session: Session, code: str, at: datetime) -> Iterator[Candidate]:
    for step in region_steps(session, code, at=at).stuck:
        told = next((one.why for one in reversed(step.answers) if one.why), "")
        yield Candidate(
            QuestionSource.STEP,
            step.id,
            step.organisation,
            step.text,
            step.meeting,
            why=told,
            times=step.times_stuck,
        )


def _unanswered(session: Session, code: str) -> Iterator[Candidate]:
    """Needs that nobody in the room answers and nobody outside it either; each once."""
    seen: dict[int, Meeting] = {}
    for report, meeting in gap_reports_in(session, code):
        gaps = gaps_found(report)
        for need in gaps.open_needs if gaps else ():
            if not need.fillers:
                seen.setdefault(need.statement, meeting)
    standing = open_statements(session, seen)
    for id_, meeting in seen.items():
        if (said := standing.get(id_)) is not None:
            yield Candidate(QuestionSource.NEED, id_, said.organisation, said.text, meeting)
