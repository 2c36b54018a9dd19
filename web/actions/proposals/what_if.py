"""What would a change do to the other proposals? Ask, work it out, show who gains and who loses a partner."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.checks import check_result
from matcher.comparing import Difference, compare
from matcher.constraints import Group, MeetingRules, pair_of
from matcher.figures import Figures
from matcher.promises import SIZE_OF_PAIR
from matcher.proposals import MatchResult
from matcher.settings import MatcherSettings
from models.job import JobName, JobState
from models.matching_run import MatchingRun, RunState
from models.trial import Trial
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.log import record
from web.actions.proposals.matching import ResultFaultyError
from web.actions.proposals.own_proposals import NotMeasuredError, open_workshop


class NothingAskedError(ActionError):
    """Nothing would change: the settings are those of the meeting, and no decision is tried."""

    code = "nothing_asked"


@dataclass(frozen=True, slots=True)
class Change:
    """What to try; None = as it is. `courage` a fraction; `pin`, `refuse`: groups of ids; `apart`: pairs."""

    courage: float | None = None
    minimum: int | None = None
    maximum: int | None = None
    pin: tuple[Group, ...] = ()
    refuse: tuple[Group, ...] = ()
    apart: tuple[Group, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return self == Change()


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change would do, pairings and coalitions apart; and who would get no pairing (ids)."""

    pairings: Difference
    coalitions: Difference
    left_out: tuple[int, ...]


def ask(session: Session, run: MatchingRun, change: Change, *, actor: Actor, at: datetime) -> Trial:
    """A trial that waits for the job process, with its job in the same transaction.

    Raises NothingAskedError.
    """
    if change.is_empty:
        raise NothingAskedError("nothing would change; choose what to try")
    trial = Trial(run_id=run.id, asked=asdict(change), requested_at=at)
    session.add(trial)
    session.flush()
    trial.job = enqueue(session, JobName.WHAT_IF, {"trial_id": trial.id}, at=at)
    record(session, actor, "what_if", "trial", trial.id, at=at)
    return trial


def work_out(session: Session, trial_id: int) -> dict[str, Any]:
    """What a run would propose now, and what with the change; nothing is written.

    Both are chosen anew from the same figures, so that only the change makes the difference. Raises
    NotMeasuredError when the run kept no figures, ResultFaultyError.
    """
    trial = session.get_one(Trial, trial_id)
    workshop = open_workshop(session, trial.run)
    if workshop is None:
        raise NotMeasuredError("the run kept no figures; make new proposals first")
    change, rules, settings = change_of(trial), workshop.rules, workshop.settings
    before = _chosen(workshop.figures, rules, settings)
    after = _chosen(workshop.figures, changed_rules(rules, change), changed_settings(settings, change))
    return {"before": _plain(before), "after": _plain(after)}


def keep_answer(session: Session, trial_id: int, found: dict[str, Any], *, at: datetime) -> None:
    """Store what was worked out."""
    trial = session.get_one(Trial, trial_id)
    trial.found, trial.state, trial.finished_at = found, RunState.DONE, at
    record(session, SERVICE, "what_if", "trial", trial.id, at=at)
    session.flush()


def fail_trial(session: Session, trial_id: int, *, problem: str) -> None:
    """Mark an unanswered trial as failed, with a code that says why."""
    trial = session.get_one(Trial, trial_id)
    if trial.state is not RunState.DONE:
        trial.state, trial.problem = RunState.FAILED, problem


def is_given_up(trial: Trial) -> bool:
    """Whether nobody works on this unanswered trial any more."""
    waiting = trial.state in (RunState.REQUESTED, RunState.RUNNING)
    return waiting and (trial.job is None or trial.job.state in (JobState.DONE, JobState.FAILED))


def change_of(trial: Trial) -> Change:
    """What was asked."""
    asked = trial.asked
    return Change(
        courage=asked["courage"],
        minimum=asked["minimum"],
        maximum=asked["maximum"],
        pin=_groups(asked["pin"]),
        refuse=_groups(asked["refuse"]),
        apart=_groups(asked["apart"]),
    )


def effects_of(trial: Trial) -> Effects:
    """What came of an answered trial."""
    before, after = trial.found["before"], trial.found["after"]
    return Effects(
        pairings=compare(_groups(before["pairings"]), _groups(after["pairings"])),
        coalitions=compare(_groups(before["coalitions"]), _groups(after["coalitions"])),
        left_out=tuple(sorted(set(after["left_out"]) - set(before["left_out"]))),
    )


def settings_of_run(run: MatchingRun) -> MatcherSettings:
    """The settings with which this run was made."""
    return MatcherSettings.restored(run.settings)


def changed_settings(settings: MatcherSettings, change: Change) -> MatcherSettings:
    """The settings with what is tried; a maximum below the minimum brings that down with it."""
    courage = settings.courage if change.courage is None else change.courage
    maximum = settings.maximum_proposals if change.maximum is None else change.maximum
    minimum = settings.minimum_proposals if change.minimum is None else change.minimum
    return replace(
        settings, courage=courage, maximum_proposals=maximum, minimum_proposals=min(minimum, maximum)
    )


def changed_rules(rules: MeetingRules, change: Change) -> MeetingRules:
    """The rules with what is tried: what is pinned is no longer refused, and the other way round."""
    gone = {*change.refuse, *change.apart}
    fixed = (*change.pin, *(group for group in rules.fixed if group not in gone))
    return replace(
        rules,
        fixed=tuple(dict.fromkeys(fixed)),
        refused=(rules.refused | frozenset(change.refuse)) - frozenset(change.pin),
        forbidden=rules.forbidden
        | {pair_of(*pair) for pair in change.apart if len(pair) == SIZE_OF_PAIR and pair not in change.pin},
    )


def _chosen(figures: Figures, rules: MeetingRules, settings: MatcherSettings) -> MatchResult:
    from matcher.what_if import choose_again  # brings in SciPy, which no page needs

    result = choose_again(figures, rules=rules, settings=settings)
    faults = check_result(result, figures.profiles, rules=rules, settings=settings)
    if faults:
        raise ResultFaultyError(faults)
    return result


def _plain(result: MatchResult) -> dict[str, Any]:
    return {
        "pairings": [[pairing.first, pairing.second] for pairing in result.pairings],
        "coalitions": [list(coalition.members) for coalition in result.coalitions],
        "left_out": [left.organisation for left in result.unmatched if not left.coalition],
    }


def _groups(stored: Iterable[Sequence[int]]) -> tuple[Group, ...]:
    return tuple(tuple(group) for group in stored)
