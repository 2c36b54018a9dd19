"""How does a meeting get its proposals? Ask for a run, do the run, put its proposals in another order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.checks import Fault, check_result
from matcher.embedder import Embedder
from matcher.profiles import Profile
from matcher.scoring import coalition_score, score
from matcher.settings import MatcherSettings
from matcher.vectors import StoredVectors, embed, like_with_like, needed, typical_texts
from models.exchange import (
    forget_vectors,
    load_profiles,
    load_rules,
    load_vectors,
    save_result,
    save_vectors,
)
from models.figures_exchange import save_figures
from models.job import JobName, JobState
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.proposal import ProposalForm
from models.queries.programmes import programme_of
from models.queries.proposals import ProposalFigures, figures_of, latest_run
from models.queries.publications import coming_organisations
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.log import record
from web.actions.proposals.carrying_over import carry_over
from web.actions.proposals.tastes import taste_in_force, weighing_of

# How many texts are embedded between two reports of progress.
BATCH = 64
FEWEST_ORGANISATIONS = 2

Report = Callable[[int, int], None]


class RunProblem(StrEnum):
    """Why a run failed; stored with the run."""

    FAULTY_RESULT = "faulty_result"  # followed by a colon and the codes of the faults
    EMBEDDER_UNAVAILABLE = "embedder_unavailable"
    ABANDONED = "abandoned"  # its job was given up
    UNEXPECTED = "unexpected"


class RunActiveError(ActionError):
    """A run of this meeting was asked for already and is not finished."""

    code = "run_active"


class TooFewOrganisationsError(ActionError):
    """Fewer than two organisations come, so there is nobody to match."""

    code = "too_few_organisations"


class ResultFaultyError(RuntimeError):
    """The matcher gave a result that breaks its rules; nothing of it is kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults, the first: {faults[0]}")
        self.faults = tuple(faults)


def settings_of(meeting: Meeting) -> MatcherSettings:
    """The settings of a run as the organiser chose them for this meeting."""
    return MatcherSettings(
        courage=meeting.courage,
        minimum_proposals=meeting.minimum_proposals,
        maximum_proposals=meeting.maximum_proposals,
    )


def use_settings(meeting: Meeting, settings: MatcherSettings) -> None:
    """Let the next run of this meeting have these settings, as far as an organiser chooses them."""
    meeting.courage = settings.courage
    meeting.minimum_proposals = settings.minimum_proposals
    meeting.maximum_proposals = settings.maximum_proposals


def request_run(
    session: Session, meeting: Meeting, settings: MatcherSettings, *, actor: Actor, at: datetime
) -> MatchingRun:
    """A run that waits for the job process, with its job in the same transaction.

    It weighs with what was learnt from the organisers of its programme, where that is in force.

    Raises RunActiveError while another run of the meeting is not finished, TooFewOrganisationsError.
    """
    if len(coming_organisations(session, meeting.id)) < FEWEST_ORGANISATIONS:
        raise TooFewOrganisationsError(
            f"fewer than {FEWEST_ORGANISATIONS} organisations come to {meeting.id}"
        )
    close_abandoned_run(session, meeting.id, at=at)
    programme = programme_of(session, meeting.id)
    taste = taste_in_force(session, programme.id) if programme else None
    run = MatchingRun(
        meeting_id=meeting.id,
        taste_id=taste.id if taste else None,
        settings=replace(settings, weighing=weighing_of(taste)).as_dict(),
        requested_by=actor.person_id,
        requested_at=at,
    )
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError as refusal:  # the database allows one active run per meeting
        raise RunActiveError(f"meeting {meeting.id} has a run that is not finished") from refusal
    run.job = enqueue(session, JobName.MATCH, {"run_id": run.id}, at=at)
    record(session, actor, "request_run", "matching_run", run.id, at=at)
    return run


def close_abandoned_run(session: Session, meeting_id: int, *, at: datetime) -> None:
    """Mark a run as failed whose job was given up, so that the organiser can ask for another."""
    run = latest_run(session, meeting_id, RunState.REQUESTED, RunState.RUNNING)
    if run is not None and is_abandoned(run):
        fail_run(session, run.id, problem=RunProblem.ABANDONED, at=at)
        session.flush()


def is_abandoned(run: MatchingRun) -> bool:
    """Whether nobody works on this unfinished run any more."""
    unfinished = run.state in (RunState.REQUESTED, RunState.RUNNING)
    return unfinished and (run.job is None or run.job.state in (JobState.DONE, JobState.FAILED))


def run_matching(
    session: Session, run_id: int, *, embedder: Embedder, at: datetime, report: Report
) -> MatchingRun:
    """The run, now done: proposals, figures and reasons stored, earlier decisions carried over.

    `report(done, total)` is called before everything that takes time; a job commits there, so that nobody
    waits for its locks. A run that is done or failed already is given back as it is.

    Raises ResultFaultyError.
    """
    from matcher.measures import measure  # these bring in SciPy and scikit-learn, which no page needs
    from matcher.pipeline import propose

    run = session.get_one(MatchingRun, run_id)
    if run.state in (RunState.DONE, RunState.FAILED):
        return run
    run.state, run.started_at, run.embedder = RunState.RUNNING, at, embedder.name
    settings = MatcherSettings.restored(run.settings)
    ids = sorted(coming_organisations(session, run.meeting_id))
    profiles = load_profiles(session, ids)
    rules = load_rules(session, run.meeting, ids)
    vectors = refresh_vectors(session, embedder, profiles, report=report)
    measures = measure(profiles, rules=rules, settings=settings, embedder=vectors)
    result = propose(measures, rules=rules, settings=settings)
    faults = check_result(result, profiles, rules=rules, settings=settings)
    if faults:
        raise ResultFaultyError(faults)
    save_result(session, run, profiles=profiles, result=result)
    save_figures(session, run, measures, at=at)
    carry_over(session, run)
    forget_vectors(session, _worth_keeping)
    run.state, run.finished_at = RunState.DONE, at
    record(session, SERVICE, "run_matching", "matching_run", run.id, at=at)
    session.flush()
    return run


def refresh_vectors(
    session: Session, embedder: Embedder, profiles: Sequence[Profile], *, report: Report
) -> StoredVectors:
    """The vectors of all these texts; only texts without a stored vector are embedded, in batches.

    The last report, one step before the end, leaves the matching itself to be done.
    """
    texts = needed(profiles, embedder.name)
    vectors = load_vectors(session, embedder.name, sorted(texts))
    missing = like_with_like({known: text for known, text in texts.items() if known not in vectors})
    batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
    for done, batch in enumerate(batches):
        report(done, len(batches) + 1)
        fresh = embed(dict(batch), embedder)
        save_vectors(session, embedder.name, fresh)
        vectors |= fresh
    report(len(batches), len(batches) + 1)
    # Without a single text there is nothing to compare, and the length of a vector does not matter.
    dimensions = next((vector.size for vector in vectors.values()), 1)
    return StoredVectors(embedder.name, dimensions, vectors)


def fail_run(session: Session, run_id: int, *, problem: str, at: datetime) -> None:
    """Mark an unfinished run as failed, with a code that says why (see RunProblem)."""
    run = session.get_one(MatchingRun, run_id)
    if run.state in (RunState.DONE, RunState.FAILED):
        return
    run.state, run.problem, run.finished_at = RunState.FAILED, problem, at
    record(session, SERVICE, "fail_run", "matching_run", run.id, at=at, detail=problem)


def reordered(session: Session, run: MatchingRun, courage: float) -> tuple[ProposalFigures, ...]:
    """The run's pairings and then its coalitions, each strongest first at this courage; ties by id.

    Only figures that were stored with the run are read: nothing is matched anew.
    """
    figures = figures_of(session, run.id)
    pairings = [each for each in figures if each.form is ProposalForm.PAIRING]
    coalitions = [each for each in figures if each.form is ProposalForm.COALITION]
    fit, ground, surprise = (_column(pairings, name) for name in ("fit", "ground", "surprise"))
    covers, weakest, mix, unusual = (
        _column(coalitions, name) for name in ("fit", "weakest", "mix", "surprise")
    )
    return (
        *_strongest_first(pairings, score(fit, ground, surprise, courage)),
        *_strongest_first(coalitions, coalition_score(covers, weakest, mix, unusual, courage=courage)),
    )


def _worth_keeping(profiles: Iterable[Profile], embedder_name: str) -> frozenset[str]:
    """The fingerprints of all that is read for a meeting, and for the outlook of an organisation."""
    return frozenset(needed(profiles, embedder_name)) | frozenset(typical_texts(embedder_name))


def _column(figures: Sequence[ProposalFigures], name: str) -> NDArray[np.float64]:
    return np.array([getattr(each, name) for each in figures], dtype=np.float64)


def _strongest_first(
    figures: Sequence[ProposalFigures], scores: NDArray[np.float64]
) -> list[ProposalFigures]:
    order = np.lexsort((np.array([each.id for each in figures]), -scores))
    return [figures[place] for place in order]
