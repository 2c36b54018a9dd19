"""The piece of the task list that says who may need an organisation."""

import pytest
from sqlalchemy import select

from matcher.questions import question_of
from matcher.typical import WantedBy
from models.job import Job, JobName, JobState
from models.outlook import Outlook
from models.outlook_exchange import save_outlook
from tests.builders import NOON, a_kind, a_member, a_region, an_organisation


@pytest.fixture
def organisation(session):
    a_region(session, "AM06", "GM0232")
    for kind in ("bank", "school"):
        a_kind(session, kind)
    an_organisation(session, "School Elders", municipality_code="GM0232", kind_slug="school")
    return an_organisation(session, "De Linde", municipality_code="GM0232", kind_slug="bank")


@pytest.fixture
def visitor(session, organisation, signed_in):
    return signed_in(a_member(session, organisation, "piet@example.org"))


@pytest.fixture
def address(organisation):
    return f"/organisaties/{organisation.id}/profiel/wie-heeft-u-nodig"


@pytest.fixture
def made(session, organisation):
    outlook = Outlook(organisation_id=organisation.id, made_at=NOON)
    questions = [question_of("stuck"), question_of("sees_first")]
    save_outlook(outlook, [WantedBy("school", True, 0), WantedBy("gone", False, None)], questions)
    session.add(outlook)
    session.flush()
    return outlook


def test_before_anything_was_told_it_says_what_to_do(visitor, address):
    page = visitor.get(address).text

    assert "Dan leest u hier wie u nodig kan hebben." in page
    assert f'action="{address}"' in page


def test_asking_puts_one_job_ready_and_shows_that_it_comes(session, visitor, address, organisation):
    answer = visitor.post(address)
    page = visitor.get(address).text

    assert answer.headers["Location"] == address
    (job,) = session.scalars(select(Job))
    assert (job.name, job.arguments) == (JobName.OUTLOOK, {"organisation_id": organisation.id})
    assert f'hx-get="{address}" hx-trigger="load delay:1s"' in page
    assert ('http-equiv="refresh"' in page, "Kijk opnieuw" in page) == (True, True)


def test_kinds_are_shown_with_their_typical_need_and_how_many_are_near(visitor, address, made):
    page = visitor.get(address).text

    assert "<strong>school</strong>" in page
    assert ("onverwacht" in page, "1 in uw regio" in page, "gone" in page) == (True, True, False)
    assert "“Wij zoeken een fonds voor schoolreis, laptop en fiets.”" in page
    assert "School Elders" not in page


def test_questions_lead_to_their_step_and_saving_leads_back(visitor, address, made, organisation):
    step = f"/organisaties/{organisation.id}/profiel/wat-zoeken-wij?vraag=stuck"

    assert f'href="{step}"' in visitor.get(address).text
    assert "<strong>Waar loopt u deze maand op vast?</strong>" in visitor.get(step).text
    seen = visitor.get(step).text.partition('name="seen" type="hidden" value="')[2][:64]
    answer = visitor.post(step, data={"seen": seen, "text_1": "vervoer"})
    assert answer.headers["Location"] == f"/organisaties/{organisation.id}/profiel"


def test_htmx_gets_the_piece_only(visitor, address, made):
    piece = visitor.get(address, headers={"HX-Request": "true"}).text

    assert ("<html" in piece, "<strong>school</strong>" in piece) == (False, True)
    assert "hx-get" not in piece  # it is ready, so nothing asks again


def test_a_search_that_failed_can_be_tried_again(session, visitor, address, made):
    made.job = Job(name=JobName.OUTLOOK, arguments={}, run_after=NOON, created_at=NOON, state=JobState.FAILED)

    page = visitor.get(address).text

    assert ("Het zoeken is niet gelukt." in page, "<strong>school</strong>" in page) == (True, True)


def test_task_list_holds_the_piece_and_english_speaks_english(visitor, organisation, made):
    visitor.get("/taal/en")

    page = visitor.get(f"/organisaties/{organisation.id}/profiel").text

    assert "We look for a fund for school trips, laptops and bicycles." in page
    assert "What are you stuck on this month?" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(session, signed_in, address, method):
    other = a_member(session, an_organisation(session, "Elders"), "els@example.org", "owner")

    assert getattr(signed_in(other), method)(address).status_code == 404


def test_saving_a_step_asks_for_an_outlook(session, visitor, organisation):
    path = f"/organisaties/{organisation.id}/profiel/wat-zien-en-doen-wij"
    seen = visitor.get(path).text.partition('name="seen" type="hidden" value="')[2][:64]

    visitor.post(path, data={"seen": seen, "about": "Wij luisteren."})

    assert session.get(Outlook, organisation.id).job.name is JobName.OUTLOOK
