"""What became of each proposal of a programme: approved, met, agreed, running? And what is not known yet?"""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from models.queries import results as rows
from web.actions.afterwards.shares import Share
from web.clock import HERE

HALF_YEAR, YEAR = 6, 12  # months after the meeting
# A proposal is unorthodox when the desk calls its surprise very large: the upper quarter of the scale.
UNORTHODOX = 0.75
# What is counted over fewer organisations could point at one of them.
FEWEST_ORGANISATIONS = 5


class Stage(StrEnum):
    """How far a proposal came, in order; each holds the ones before it."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    MET = "met"
    AGREED = "agreed"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Fate:
    """One proposal, and what became of it. None = that is not known (yet), as of a meeting to come.

    `running_half`, `running_year`: whether an initiative that grew out of it ran so many months after the
    meeting. Who agreed has met; that an initiative grew out of it says that they agreed.
    """

    meeting_id: int
    members: frozenset[int]
    sectors: frozenset[str]
    surprise: float
    approved: bool | None
    met: bool | None
    agreed: bool | None
    running_half: bool | None
    running_year: bool | None

    @property
    def is_unorthodox(self) -> bool:
        """Whether two of its members rarely meet; see UNORTHODOX."""
        return self.surprise >= UNORTHODOX


@dataclass(frozen=True, slots=True)
class Counted:
    """How many proposals reached a stage, of those that reached the one before it.

    `unknown`: so many did, of which it cannot be known yet, or nobody told; they are not in `share`.
    `organisations`: over so many `share` is counted. `withheld`: with what is shown elsewhere, this one would
    tell a figure that is hidden.
    """

    stage: Stage
    share: Share
    unknown: int
    organisations: int
    withheld: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether these are too many organisations to point at one."""
        return self.organisations >= FEWEST_ORGANISATIONS and not self.withheld

    @property
    def is_hidden(self) -> bool:
        """Whether there is a figure that nobody may see; where nothing is known, there is none."""
        return self.withheld or (self.share.of > 0 and not self.is_shown)


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages, in order."""

    stages: tuple[Counted, ...]

    @property
    def is_shown(self) -> bool:
        """Whether the proposals are of too many organisations to point at one."""
        return self.stages[0].is_shown

    @property
    def proposed(self) -> int:
        """How many proposals there were for meetings that were held."""
        return self.stages[0].share.count

    def at(self, stage: Stage) -> Counted:
        """What was counted at this stage."""
        return self.stages[list(Stage).index(stage)]


def fates_of(session: Session, programme_id: int, *, at: datetime) -> list[Fate]:
    """What became of every proposal of the programme, as far as it is known at this moment."""
    meetings = {one.id: one for one in rows.meetings_of_programme(session, programme_id)}
    told = rows.meetings_told_of(session, programme_id)
    met = rows.met_proposals(session, programme_id)
    promised = rows.promised_proposals(session, programme_id)
    grown = _by_meeting(rows.grown_initiatives(session, programme_id))
    return [
        _fate(
            one,
            meetings[one.meeting_id],
            tuple(each for each in grown.get(one.meeting_id, ()) if _grew(each, one)),
            met=_outcome(one.id in met, one.meeting_id in told),
            agreed=_outcome(met.get(one.id, False) or one.id in promised, one.meeting_id in told),
            at=at,
        )
        for one in rows.proposals_of_programme(session, programme_id)
    ]


def funnel_of(fates: Collection[Fate]) -> Funnel:
    """How many of these proposals came how far. Those of meetings to come are not known at any stage."""
    base: Sequence[Fate] = [one for one in fates if one.approved is not None]
    waiting = len(fates) - len(base)
    stages = [Counted(Stage.PROPOSED, Share(len(base), len(base)), waiting, _organisations(base))]
    for stage, outcome in _OUTCOMES:
        known = [one for one in base if outcome(one) is not None]
        share = Share(sum(bool(outcome(one)) for one in known), len(known))
        stages.append(Counted(stage, share, len(base) - len(known), _organisations(known)))
        if stage is not Stage.HALF_YEAR:  # who runs after a year is counted over all that agreed
            base = [one for one in base if outcome(one)]
    for place, one in enumerate(stages):
        if one.is_hidden:
            stages = withheld_from(stages, place)
    return Funnel(tuple(stages))


def withheld_from(stages: Sequence[Counted], place: int) -> list[Counted]:
    """The stages without the one at this place, and without those that are counted over what it counts."""
    last = place if stages[place].stage is Stage.HALF_YEAR else len(stages)
    return [
        replace(one, withheld=one.withheld or place <= number <= last) for number, one in enumerate(stages)
    ]


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_OUTCOMES: tuple[tuple[Stage, Callable[[Fate], bool | None]], ...] = (
    (Stage.APPROVED, lambda one: one.approved),
    (Stage.MET, lambda one: one.met),
    (Stage.AGREED, lambda one: one.agreed),
    (Stage.HALF_YEAR, lambda one: one.running_half),
    (Stage.YEAR, lambda one: one.running_year),
)


def _fate(
    proposal: rows.ProposalRow,
    meeting: rows.MeetingRow,
    grown: tuple[rows.GrownRow, ...],
    *,
    met: bool | None,
    agreed: bool | None,
    at: datetime,
) -> Fate:
    held = meeting.ends_at <= at
    agreed = True if grown else agreed
    met_on, today = meeting.starts_at.astimezone(HERE).date(), at.astimezone(HERE).date()
    after = {months: months_after(met_on, months) for months in (HALF_YEAR, YEAR)}
    ran = {months: _runs(grown, day) if day <= today else None for months, day in after.items()}
    return Fate(
        meeting_id=meeting.id,
        members=proposal.members,
        sectors=proposal.sectors,
        surprise=proposal.surprise,
        approved=proposal.approved if held else None,
        met=(True if agreed else met) if held else None,
        agreed=agreed if held else None,
        running_half=ran[HALF_YEAR],
        running_year=ran[YEAR],
    )


def _organisations(fates: Iterable[Fate]) -> int:
    return len(set[int]().union(*(one.members for one in fates)))


def _outcome(said: bool, anything_told: bool) -> bool | None:
    """What nobody says did not happen, where others did tell something of that meeting."""
    return said if said or anything_told else None


def _runs(grown: Iterable[rows.GrownRow], day: date) -> bool:
    return any(
        one.started_on is not None and one.started_on <= day and (one.ended_on is None or one.ended_on > day)
        for one in grown
    )


def _grew(grown: rows.GrownRow, proposal: rows.ProposalRow) -> bool:
    """Whether this initiative grew out of this proposal."""
    return grown.members == proposal.members if grown.whole else grown.members <= proposal.members


def _by_meeting(grown: Iterable[rows.GrownRow]) -> dict[int, list[rows.GrownRow]]:
    found: dict[int, list[rows.GrownRow]] = {}
    for one in grown:
        found.setdefault(one.meeting_id, []).append(one)
    return found
