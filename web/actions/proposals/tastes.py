"""What do organisers teach by deciding? Learn from it, weigh with it, reset it, take that back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matcher.weighing import Weights, weights_for
from models.job import Job, JobName, JobState
from models.queries.outcomes import Outcomes, outcomes_of
from models.queries.tastes import Judged, judged_pairs, last_reset, newest_taste
from models.taste import Taste
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.log import record
from web.clock import HERE

# A change of at least this share in what decides the order is worth a sentence.
NOTICEABLE = 0.01


class NothingLearntError(ActionError):
    """There is nothing that can be reset, or nothing that was reset."""

    code = "nothing_learnt"


@dataclass(frozen=True, slots=True)
class Counted:
    """How much one sign decides of the order, with what ships and with what was learnt: fractions."""

    sign: str
    before: float
    after: float

    @property
    def is_noticeable(self) -> bool:
        """Whether the difference is worth telling."""
        return abs(self.after - self.before) >= NOTICEABLE


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an organiser sees of it.

    `taste`: what was learnt last, if anything; `in_force`: whether it weighs in the next run; `outdated`: it
    was learnt on other weights than those that ship today. `counted`: what decides most comes first;
    `clear`: those that these organisers find noticeably more, or less, important.
    `judged`, `outcomes`: the decisions and the initiatives there are now. `coming`: it is being learnt at
    this moment.
    """

    taste: Taste | None
    in_force: bool
    outdated: bool
    counted: tuple[Counted, ...]
    clear: tuple[Counted, ...]
    judged: Judged
    outcomes: Outcomes
    coming: bool


def ask_to_learn(session: Session, programme_id: int, *, actor: Actor, at: datetime) -> None:
    """Let the job process learn from all decisions of the programme, unless it is about to."""
    if not _is_coming(session, programme_id):
        enqueue(session, JobName.LEARN, {"programme_id": programme_id}, at=at)
        record(session, actor, "ask_to_learn", "programme", programme_id, at=at)


def learn(session: Session, programme_id: int, *, at: datetime) -> Taste | None:
    """What the decisions of this programme teach now, from its last reset on.

    None while they cannot teach anything: there must be approvals and refusals for quality. What became of
    initiatives is a further sign, and teaches nothing alone. Where all teach what was learnt last, that is
    given back, with how much it rests on now.
    """
    from matcher.learning import learn_taste, shares  # brings in SciPy and scikit-learn, which no page needs
    from matcher.signs import Sign

    judged, outcomes = _heard(session, programme_id, at)
    decisions, lived = (
        [each for each in found if each.signs.keys() >= {str(sign) for sign in Sign}]
        for found in (judged.decisions, outcomes.decisions)
    )
    approved = sum(decision.approved for decision in decisions)
    if not 0 < approved < len(decisions):
        return None
    known = weights_for("fit")
    found = learn_taste([*decisions, *lived], known)
    rests_on = approved, len(decisions) - approved, outcomes.ran, outcomes.stopped
    newest = newest_taste(session, programme_id)
    if newest is not None and newest.reset_at is None and newest.learnt == found.weights.as_dict():
        if (newest.approved, newest.refused, newest.ran, newest.stopped) != rests_on:
            newest.approved, newest.refused, newest.ran, newest.stopped = rests_on
            newest.learnt_at, newest.certainty = at, found.certainty
        return newest
    taste = Taste(
        programme_id=programme_id,
        learnt_at=at,
        approved=approved,
        refused=len(decisions) - approved,
        ran=outcomes.ran,
        stopped=outcomes.stopped,
        certainty=found.certainty,
        known=known.as_dict(),
        learnt=found.weights.as_dict(),
        shares_before=shares(known),
        shares_after=shares(found.weights),
    )
    session.add(taste)
    session.flush()
    record(session, SERVICE, "learn", "taste", taste.id, at=at)
    return taste


def taste_in_force(session: Session, programme_id: int) -> Taste | None:
    """What weighs in the next run of a meeting of this programme; None = the weights that ship.

    What was learnt on other weights than those that ship today waits until it is learnt anew. Decisions
    without a clear taste changed nothing.
    """
    newest = newest_taste(session, programme_id)
    if newest is None or newest.reset_at is not None or _is_outdated(newest):
        return None
    return newest if newest.learnt != newest.known else None


def weighing_of(taste: Taste | None) -> Weights:
    """The learnt weights; those that ship where nothing was learnt."""
    return Weights(**taste.learnt) if taste is not None else weights_for("fit")


def lesson_of(session: Session, programme_id: int, *, at: datetime) -> Lesson:
    """What was learnt in this programme, from what, and what there is to learn from now."""
    newest, in_force = newest_taste(session, programme_id), taste_in_force(session, programme_id)
    standing = newest is not None and newest.reset_at is None
    judged, outcomes = _heard(session, programme_id, at)
    counted = _counted(newest) if newest is not None and standing else ()
    return Lesson(
        taste=newest,
        in_force=in_force is not None,
        outdated=newest is not None and standing and _is_outdated(newest),
        counted=counted,
        clear=tuple(each for each in counted if each.is_noticeable),
        judged=judged,
        outcomes=outcomes,
        coming=_is_coming(session, programme_id),
    )


def reset(session: Session, programme_id: int, *, actor: Actor, at: datetime) -> Taste:
    """Forget what was learnt: the next run weighs as it ships, earlier decisions count no more.

    Raises NothingLearntError.
    """
    taste = newest_taste(session, programme_id)
    if taste is None or taste.reset_at is not None:
        raise NothingLearntError(f"programme {programme_id} has learnt nothing that can be reset")
    taste.reset_at = at
    record(session, actor, "reset", "taste", taste.id, at=at)
    session.flush()
    return taste


def undo_reset(session: Session, programme_id: int, *, actor: Actor, at: datetime) -> Taste:
    """Let what was forgotten last, and the decisions before it, count again; raises NothingLearntError."""
    taste = newest_taste(session, programme_id)
    if taste is None or taste.reset_at is None:
        raise NothingLearntError(f"programme {programme_id} has reset nothing that can be taken back")
    taste.reset_at = None
    record(session, actor, "undo_reset", "taste", taste.id, at=at)
    session.flush()
    return taste


def _heard(session: Session, programme_id: int, at: datetime) -> tuple[Judged, Outcomes]:
    """What there is to learn from since the last reset: decisions, and what became of initiatives."""
    since = last_reset(session, programme_id)
    outcomes = outcomes_of(
        session,
        programme_id,
        today=at.astimezone(HERE).date(),
        since=since.astimezone(HERE).date() if since else None,
    )
    return judged_pairs(session, programme_id, since=since), outcomes


def _is_outdated(taste: Taste) -> bool:
    return bool(taste.known != weights_for("fit").as_dict())


def _counted(taste: Taste) -> tuple[Counted, ...]:
    signs = sorted(taste.shares_after, key=lambda sign: -taste.shares_after[sign])
    return tuple(Counted(sign, taste.shares_before[sign], taste.shares_after[sign]) for sign in signs)


def _is_coming(session: Session, programme_id: int) -> bool:
    waiting = exists().where(
        Job.name == JobName.LEARN,
        Job.state.in_((JobState.WAITING, JobState.LEASED)),
        Job.arguments["programme_id"].as_integer() == programme_id,
    )
    return bool(session.scalar(select(waiting)))
