"""The job of a run: done with proposals, failed with a code, or taken up again after an interruption."""

import numpy as np
import pytest
from sqlalchemy import select

from matcher.checks import Fault, FaultCode
from matcher.embedder import EmbedderUnavailable, Reading, text_fingerprint
from models.exchange import load_vectors
from models.matching_run import MatchingRun, RunState
from models.proposal import Proposal
from tests.builders import NOON, a_meeting, a_region, a_registration, an_organisation
from tests.fakes import FakeEmbedder
from web.actions.actor import SERVICE
from web.actions.proposals.matching import ResultFaultyError, request_run, settings_of
from web.jobs import match
from web.jobs.work import Work

pytestmark = pytest.mark.both_databases

WORDS = ("een koelcel in de kelder", "vrijwilligers voor het spreekuur")


@pytest.fixture
def run_id(sessions):
    """A run that was asked for, of two organisations that can help each other."""
    with sessions() as session:
        meeting = a_meeting(session, a_region(session))
        for name, offer, need in (("Een", *WORDS), ("Twee", *WORDS[::-1])):
            organisation = an_organisation(session, name, offers=(offer,), needs=(need,))
            a_registration(session, meeting, organisation)
        run = request_run(session, meeting, settings_of(meeting), actor=SERVICE, at=NOON)
        session.commit()
        return run.id


@pytest.fixture
def reports():
    return []


@pytest.fixture
def work(job_settings, sessions, run_id, reports):
    return Work(job_settings, sessions, {"run_id": run_id}, 1, lambda *steps: reports.append(steps))


def use(monkeypatch, embedder):
    monkeypatch.setattr(match, "reader", lambda _name: embedder)


def stored(sessions, run_id):
    with sessions() as session:
        return session.get_one(MatchingRun, run_id)


def test_run_ends_with_its_proposals(monkeypatch, sessions, work, run_id, reports):
    use(monkeypatch, FakeEmbedder())

    match.run(work)

    run = stored(sessions, run_id)
    assert (run.state, run.pairings, run.embedder) == (RunState.DONE, 1, "fake")
    assert run.finished_at >= run.started_at
    assert reports == [(0, 2), (1, 2)]


def test_the_database_is_free_while_texts_are_embedded(monkeypatch, sessions, work, run_id):
    class Watching(FakeEmbedder):
        def encode(self, texts, reading):
            with sessions() as session:  # another process writes at this very moment
                session.get_one(MatchingRun, run_id).meeting.place = "Zaal 2"
                session.commit()
            self.state = stored(sessions, run_id).state
            return super().encode(texts, reading)

    embedder = Watching()
    use(monkeypatch, embedder)

    match.run(work)

    assert embedder.state is RunState.RUNNING
    assert stored(sessions, run_id).state is RunState.DONE


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (EmbedderUnavailable("no weights"), "embedder_unavailable"),
        (
            ResultFaultyError([Fault(FaultCode.WRONG_SIZE, (1,)), Fault(FaultCode.FORBIDDEN_PAIR, (1, 2))]),
            "faulty_result:forbidden_pair,wrong_size",
        ),
        (ZeroDivisionError(), "unexpected"),
    ],
)
def test_what_went_wrong_is_stored_and_raised_again(monkeypatch, sessions, work, run_id, error, problem):
    class Broken(FakeEmbedder):
        def encode(self, texts, reading):
            raise error

    use(monkeypatch, Broken())

    with pytest.raises(type(error)):
        match.run(work)

    run = stored(sessions, run_id)
    assert (run.state, run.problem) == (RunState.FAILED, problem)
    with sessions() as session:
        assert session.scalars(select(Proposal)).all() == []


def test_a_run_that_was_interrupted_goes_on_with_the_vectors_it_has(monkeypatch, sessions, work, run_id):
    class Interrupted(FakeEmbedder):
        read = False

        def encode(self, texts, reading):
            if self.read:
                raise SystemExit(0)
            self.read = True
            return super().encode(texts, reading)

    fingerprints = [
        text_fingerprint(text, reading, "fake") for text in WORDS for reading in (Reading.NEED, Reading.OFFER)
    ]
    monkeypatch.setattr("web.actions.proposals.matching.BATCH", 1)
    use(monkeypatch, Interrupted())
    with pytest.raises(SystemExit):
        match.run(work)
    assert stored(sessions, run_id).state is RunState.RUNNING

    use(monkeypatch, FakeEmbedder())
    match.run(work)

    assert stored(sessions, run_id).state is RunState.DONE
    with sessions() as session:
        vectors = load_vectors(session, "fake", fingerprints)
    assert {vector.dtype for vector in vectors.values()} == {np.dtype("<f4")}
    assert len(vectors) == 4


def test_a_finished_run_is_left_alone(monkeypatch, sessions, work, run_id):
    use(monkeypatch, FakeEmbedder())
    match.run(work)
    before = stored(sessions, run_id).finished_at

    match.run(work)

    with sessions() as session:
        assert len(session.scalars(select(Proposal)).all()) == 1
    assert stored(sessions, run_id).finished_at == before
