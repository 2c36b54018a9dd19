"""What do tests of decisions start from? A pair that was proposed, and two organisers."""

import pytest

from tests.builders import a_meeting, a_person, a_proposal, a_region, a_run, an_organisation
from web.actions.actor import Actor


@pytest.fixture
def organiser(session):
    return Actor(person_id=a_person(session, "anna@example.org").id)


@pytest.fixture
def colleague(session):
    return Actor(person_id=a_person(session, "bert@example.org").id)


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def pair(session):
    return an_organisation(session, "Voedselbank"), an_organisation(session, "Deurwaarder")


@pytest.fixture
def proposal(session, meeting, pair):
    return a_proposal(session, a_run(session, meeting), *pair)
