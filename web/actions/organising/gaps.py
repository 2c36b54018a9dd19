"""What does a meeting still miss? Ask the job process to look, follow who comes, and keep what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from matcher.constraints import MeetingRules
from matcher.embedder import Embedder
from matcher.missing import Gaps
from matcher.profiles import Profile
from matcher.vectors import StoredVectors, embed, like_with_like, needed_for_answers
from models.exchange import load_profiles, load_rules, load_vectors, save_vectors
from models.gap_report import GapReport
from models.gaps_exchange import save_gaps
from models.job import JobName, JobState
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.guests import Wanted, invitations_to, organisations_to_invite
from models.queries.publications import coming_organisations
from models.registration import Registration
from web.actions.jobs import enqueue
from web.actions.proposals.matching import BATCH, Report

# Who answers within so short a time of each other is looked at together.
SETTLE = timedelta(seconds=20)
# So many organisations that do not come are looked at; of more, those who last told something new.
MOST_OUTSIDE = 400

Vectors = Mapping[str, NDArray[np.float32]]


class GapState(StrEnum):
    """How far the gap view of a meeting is."""

    NONE = "none"  # nobody asked for it yet
    COMING = "coming"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is looked at. `invited`: who of those outside (ids) are, without an answer; `vectors`: of
    texts that were read before.
    """

    room: tuple[Profile, ...]
    outside: tuple[Profile, ...]
    invited: frozenset[int]
    rules: MeetingRules
    vectors: Vectors


def ask_gaps(session: Session, meeting_id: int, *, at: datetime) -> GapReport:
    """The report of this meeting, which the job process makes anew; one job at a time waits for it."""
    return _ask(session, meeting_id, at=at, run_after=at)


def follow_gaps(session: Session, meeting_id: int, *, at: datetime) -> None:
    """Have the report made anew soon, where somebody looked at it before."""
    if session.get(GapReport, meeting_id) is not None:
        _ask(session, meeting_id, at=at, run_after=at + SETTLE)


def gap_state(report: GapReport | None) -> GapState:
    """How far it is; an older result can be there while a new one is coming."""
    if report is None:
        return GapState.NONE
    if report.job is not None and report.job.state in (JobState.WAITING, JobState.LEASED):
        return GapState.COMING
    if report.job is not None and report.job.state is JobState.FAILED:
        return GapState.FAILED
    return GapState.READY if report.seen_at else GapState.NONE


def is_stale(session: Session, report: GapReport) -> bool:
    """Whether who comes, or what one of them tells, changed since it was seen."""
    if report.seen_at is None:
        return True
    seen = report.seen_at
    came_or_left = exists().where(
        Registration.meeting_id == report.meeting_id,
        or_(Registration.created_at > seen, Registration.cancelled_at > seen),
    )
    coming = coming_organisations(session, report.meeting_id)
    retold = exists().where(Organisation.id.in_(coming), Organisation.updated_at > seen)
    return bool(session.scalar(select(or_(came_or_left, retold))))


def load_for_gaps(session: Session, meeting_id: int, embedder_name: str) -> Circumstances | None:
    """Who comes and who of the area does not, with the vectors of texts read before; None without meeting.

    Whoever answered that they do not come is left out.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    coming = sorted(coming_organisations(session, meeting_id))
    invited = {
        one.organisation_id for one in invitations_to(session, meeting_id) if one.declined_at is None
    } - set(coming)
    outside = sorted({*_to_invite(session, meeting), *invited})
    room, others = load_profiles(session, coming), load_profiles(session, outside)
    texts = needed_for_answers(room, others, embedder_name)
    return Circumstances(
        room,
        others,
        frozenset(invited),
        load_rules(session, meeting, [*coming, *outside]),
        load_vectors(session, embedder_name, sorted(texts)),
    )


def look(seen: Circumstances, embedder: Embedder, *, report: Report) -> tuple[Gaps, Vectors]:
    """What is missing, and the vectors of texts that were read for it. Touches no database.

    `report(done, total)` is called before every batch of texts.
    """
    from matcher.gaps import find_gaps  # brings in SciPy and scikit-learn, which no page needs

    texts = needed_for_answers(seen.room, seen.outside, embedder.name)
    missing = like_with_like({known: text for known, text in texts.items() if known not in seen.vectors})
    fresh: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(missing), BATCH):
        report(start, len(missing))
        fresh |= embed(dict(missing[start : start + BATCH]), embedder)
    vectors = {**seen.vectors, **fresh}
    # Without a single text there is nothing to compare, and the length of a vector does not matter.
    dimensions = next((vector.size for vector in vectors.values()), 1)
    gaps = find_gaps(
        seen.room,
        seen.outside,
        invited=seen.invited,
        rules=seen.rules,
        embedder=StoredVectors(embedder.name, dimensions, vectors),
    )
    return gaps, fresh


def keep_gaps(
    session: Session, meeting_id: int, gaps: Gaps, *, vectors: Vectors, embedder_name: str, seen_at: datetime
) -> None:
    """Store what was found; a meeting that is gone by now is left alone."""
    save_vectors(session, embedder_name, vectors)
    report = session.get(GapReport, meeting_id)
    if report is not None:
        save_gaps(report, gaps)
        report.seen_at = seen_at
    session.flush()


def _ask(session: Session, meeting_id: int, *, at: datetime, run_after: datetime) -> GapReport:
    # Whoever comes second at one moment waits here, and then finds the row.
    session.execute(select(Meeting.id).where(Meeting.id == meeting_id).with_for_update(key_share=True))
    report = session.get(GapReport, meeting_id)
    if report is None:
        report = GapReport(meeting_id=meeting_id)
        session.add(report)
    if report.job is None or report.job.state is not JobState.WAITING:
        report.job = enqueue(session, JobName.GAPS, {"meeting_id": meeting_id}, at=at)
        report.job.run_after = run_after
    report.job.run_after = min(report.job.run_after, run_after)
    session.flush()
    return report


def _to_invite(session: Session, meeting: Meeting) -> list[int]:
    """Who of the meeting's area, or else its region, neither comes nor is invited; at most MOST_OUTSIDE."""
    area = meeting.area or meeting.region.municipalities
    found = organisations_to_invite(session, meeting, Wanted(places=tuple(place.code for place in area)))
    newest = sorted(found, key=lambda one: one.updated_at, reverse=True)
    return [one.id for one in newest[:MOST_OUTSIDE]]
