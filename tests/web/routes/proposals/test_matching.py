"""Asking for proposals on the site, and seeing how far they are."""

import pytest
from sqlalchemy import select

from models.job import JobState
from models.matching_run import MatchingRun, RunState
from tests.builders import NOON, a_registration, a_run, an_organisation

HTMX = {"HX-Request": "true"}


@pytest.fixture
def two(session, meeting):
    for name in ("Voedselbank", "Slager"):
        a_registration(session, meeting, an_organisation(session, name))


def newest(session):
    return session.scalars(select(MatchingRun).order_by(MatchingRun.id.desc())).first()


def test_asking_leads_to_the_progress_page(session, organiser, meeting, two):
    answer = organiser.post(f"/bijeenkomsten/{meeting.id}/voorstellen/maken")

    assert answer.location == f"/bijeenkomsten/{meeting.id}/voorstellen/voortgang"
    assert newest(session).state is RunState.REQUESTED
    assert "Uw opdracht staat klaar." in organiser.get(answer.location).text


def test_asking_twice_makes_one_run(session, organiser, meeting, two):
    for _ in range(2):
        page = organiser.post(f"/bijeenkomsten/{meeting.id}/voorstellen/maken", follow_redirects=True).text

    assert "Er worden al voorstellen gemaakt voor deze bijeenkomst." in page
    assert len(session.scalars(select(MatchingRun)).all()) == 1


def test_asking_with_too_few_organisations_leads_to_the_registrations(session, organiser, meeting):
    answer = organiser.post(f"/bijeenkomsten/{meeting.id}/voorstellen/maken")

    assert answer.location == f"/bijeenkomsten/{meeting.id}/aanmeldingen"
    assert "ten minste twee organisaties" in organiser.get(answer.location).text
    assert newest(session) is None


def test_a_failed_run_says_why_and_offers_another_try(session, organiser, meeting, two):
    session.add(
        MatchingRun(
            meeting_id=meeting.id,
            state=RunState.FAILED,
            settings={},
            problem="embedder_unavailable",
            requested_at=NOON,
        )
    )

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen/voortgang").text

    assert "Het programma dat de teksten vergelijkt, kon niet starten." in page
    assert "Probeer het opnieuw" in page


def test_a_run_whose_job_was_given_up_counts_as_failed(session, organiser, meeting, two):
    organiser.post(f"/bijeenkomsten/{meeting.id}/voorstellen/maken")
    newest(session).job.state = JobState.FAILED

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen/voortgang").text

    assert "Het werk is onderweg gestopt." in page
    assert "hx-trigger" not in page


def test_a_finished_run_leads_on_to_the_desk(session, organiser, meeting):
    a_run(session, meeting)
    path = f"/bijeenkomsten/{meeting.id}/voorstellen/voortgang"

    assert organiser.get(path).location == f"/bijeenkomsten/{meeting.id}/voorstellen"
    assert (
        organiser.get(path, headers=HTMX).headers["HX-Redirect"] == f"/bijeenkomsten/{meeting.id}/voorstellen"
    )
