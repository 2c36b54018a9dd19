"""Matching from the command line does what the organiser's button does, at once."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from models.job import Job, JobState
from models.matching_run import MatchingRun, RunState
from tests.builders import a_kind, a_meeting, a_region, a_registration, an_organisation
from tests.fakes import FakeEmbedder
from web.commands.match import match
from web.database import make_session_factory


@pytest.fixture
def sessions(settings, database_url, monkeypatch):
    """Sessions on the database of which the command hears through the environment."""
    of_test = settings.model_copy(update={"database_url": database_url})
    for name, value in of_test.as_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("web.jobs.match.reader", lambda _name: FakeEmbedder())
    factory = make_session_factory(of_test)
    yield factory
    factory.kw["bind"].dispose()


@pytest.fixture
def meeting(sessions):
    """A meeting to which two organisations come that can help each other."""
    with sessions() as session:
        meeting = a_meeting(session, a_region(session, "AM06", "GM0232"))
        for name, kind, offer, need in (
            ("Voedselbank", "voedselbank", "eten voor gezinnen", "een zaal met een kachel"),
            ("Bibliotheek", "bibliotheek", "een zaal met een kachel", "eten voor gezinnen"),
        ):
            organisation = an_organisation(
                session, name, offers=(offer,), needs=(need,), kind=a_kind(session, kind, kind)
            )
            a_registration(session, meeting, organisation)
        session.commit()
        return meeting


def test_match_makes_proposals(sessions, meeting):
    result = CliRunner().invoke(match, [str(meeting.id)])

    assert result.exit_code == 0, result.output
    assert "1 pairings and 0 coalitions wait for the organiser." in result.output
    with sessions() as session:
        assert session.scalars(select(MatchingRun.state)).all() == [RunState.DONE]
        assert session.scalars(select(Job.state)).all() == [JobState.DONE]


def test_match_lists_meetings(sessions, meeting):
    result = CliRunner().invoke(match, ["--list"])

    assert result.output.split() == [str(meeting.id), "2026-04-01", "2", "organisations", "Kring"]


@pytest.mark.parametrize("arguments", [[], ["1", "--list"]])
def test_match_wants_one_thing(sessions, arguments):
    result = CliRunner().invoke(match, arguments)

    assert result.exit_code == 2
    assert "give either the number of a meeting or --list" in result.output


def test_match_knows_no_meeting_that_does_not_exist(sessions):
    result = CliRunner().invoke(match, ["999"])

    assert (result.exit_code, result.output) == (1, "Error: There is no meeting 999; --list shows them.\n")
