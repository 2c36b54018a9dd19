"""Outlooks: asked for once, thought without the database, kept as codes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matcher.vectors import typical_texts
from models.job import Job, JobName, JobState
from models.outlook import Outlook
from models.outlook_exchange import kinds_found, questions_found
from models.text_vector import TextVector
from tests.builders import NOON, a_kind, an_organisation
from tests.fakes import FakeEmbedder
from web.actions.organisations.outlook import (
    SETTLE,
    OutlookState,
    ask_outlook,
    keep_outlook,
    load_for_outlook,
    outlook_state,
    think,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def organisation(session):
    kind = a_kind(session, "mkb_ondernemer", "business").slug
    return an_organisation(session, "De Linde", kind_slug=kind, offers=("een zaal",), moments="bij ontslag")


def make(session, organisation_id):
    profile, vectors = load_for_outlook(session, organisation_id, FakeEmbedder.name)
    thoughts = think(profile, vectors, FakeEmbedder())
    keep_outlook(session, organisation_id, thoughts, embedder_name=FakeEmbedder.name, at=NOON)
    return thoughts


def test_asking_leaves_one_job_that_waits_until_typing_settles(session, organisation):
    outlook = ask_outlook(session, organisation.id, at=NOON)
    again = ask_outlook(session, organisation.id, at=NOON + timedelta(seconds=1))

    (job,) = session.scalars(select(Job))
    assert again is outlook
    assert (job.name, job.arguments) == (JobName.OUTLOOK, {"organisation_id": organisation.id})
    assert (job.run_after, outlook.job, outlook_state(outlook)) == (NOON + SETTLE, job, OutlookState.COMING)


def test_asking_while_one_is_being_made_asks_for_another(session, organisation):
    ask_outlook(session, organisation.id, at=NOON).job.state = JobState.DONE

    ask_outlook(session, organisation.id, at=NOON)

    assert session.scalar(select(func.count()).select_from(Job)) == 2


@pytest.mark.parametrize(
    ("job_state", "made", "state"),
    [
        (JobState.WAITING, True, OutlookState.COMING),
        (JobState.DONE, True, OutlookState.READY),
        (JobState.FAILED, True, OutlookState.FAILED),
        (None, True, OutlookState.READY),
        (None, False, OutlookState.NONE),
    ],
)
def test_outlook_state(job_state, made, state):
    job = None if job_state is None else Job(state=job_state)

    assert outlook_state(Outlook(job=job, made_at=NOON if made else None)) is state
    assert outlook_state(None) is OutlookState.NONE


def test_thoughts_are_kept_and_come_back(session, organisation):
    outlook = ask_outlook(session, organisation.id, at=NOON)

    thoughts = make(session, organisation.id)
    session.expire_all()

    assert (kinds_found(outlook), questions_found(outlook)) == (thoughts.kinds, thoughts.questions)
    assert (len(thoughts.kinds), len(thoughts.questions), outlook.made_at) == (5, 2, NOON)


def test_typical_texts_are_read_once(session, organisation):
    first = make(session, organisation.id)
    stored = session.scalar(select(func.count()).select_from(TextVector))

    again = make(session, organisation.id)

    assert (len(again.vectors), again.kinds) == (0, first.kinds)
    assert stored == len(first.vectors) <= len(typical_texts(FakeEmbedder.name))


def test_moments_are_read_with_what_an_organisation_says_of_itself(session, organisation):
    profile, _ = load_for_outlook(session, organisation.id, FakeEmbedder.name)

    assert profile.about == "bij ontslag"


def test_an_organisation_that_is_gone_is_left_alone(session, organisation):
    thoughts = make(session, organisation.id)

    keep_outlook(session, 999, thoughts, embedder_name=FakeEmbedder.name, at=NOON)

    assert load_for_outlook(session, 999, FakeEmbedder.name)[0] is None
    assert session.scalar(select(func.count()).select_from(Outlook)) == 0
