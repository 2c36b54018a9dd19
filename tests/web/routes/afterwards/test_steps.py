"""Steps are written down by the attendee, by the organisation, or by the organiser; each sees their own."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.step import AnswerWay, Step, StepAnswer, StepState
from tests.after import Aftermath
from tests.builders import a_person
from web.actions.accounts.sign_in import open_registration_session
from web.clock import HERE, now


@pytest.fixture
def town(session):
    town = Aftermath(session)
    town.meeting.starts_at = now() - timedelta(days=3)
    town.meeting.ends_at = now() - timedelta(days=2)
    session.flush()
    return town


@pytest.fixture
def attendee(session, app, town):
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["list"] = open_registration_session(session, town.guests[town.bank.id], at=now())
    return browser


@pytest.fixture
def member(signed_in, town):
    return signed_in(town.bank.members[0].person)


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def doors(town, organisation=None):
    organisation, meeting = organisation or town.bank, town.meeting.id
    return {
        "attendee": "/mijn-lijst/stappen",
        "member": f"/organisaties/{organisation.id}/stappen/{meeting}",
        "organiser": f"/bijeenkomsten/{meeting}/stappen/{organisation.id}",
    }


def day(days=30):
    return (now().astimezone(HERE).date() + timedelta(days=days)).isoformat()


def typed(**told):
    return {
        "text": "Wij bellen de school.",
        "partner": "",
        "partner_name": "",
        "due_on": day(),
        "person": "",
        **told,
    }


def stored(session):
    return [(one.text, one.partner_id, one.partner_name) for one in session.scalars(select(Step))]


@pytest.mark.parametrize("role", ["attendee", "member", "organiser"])
def test_each_door_writes_a_step_down_and_shows_it(session, town, request, role):
    browser, address = request.getfixturevalue(role), doors(town)[role]

    page = browser.post(address, data=typed(partner=str(town.school.id)), follow_redirects=True).text

    assert stored(session) == [("Wij bellen de school.", town.school.id, "")]
    assert ("Wij bellen de school." in page, "samen met School" in page) == (True, True)
    assert "Schrijf nog 1 stap op." in page


def test_the_step_plan_goes_home_as_a_pdf_that_only_its_own_people_get(town, attendee, member, client):
    town.step(town.bank, at=now())

    answer = attendee.get("/mijn-lijst/stappenplan.pdf")

    assert (answer.content_type, answer.data[:5]) == ("application/pdf", b"%PDF-")
    others = doors(town, town.school)
    refused = [member.get(f"{others[role]}/stappenplan.pdf").status_code for role in ("member", "organiser")]
    assert (refused, client.get("/mijn-lijst/stappenplan.pdf").status_code) == ([404, 404], 302)


def test_the_same_paper_typed_twice_says_so(session, town, organiser):
    address = doors(town)["organiser"]
    organiser.post(address, data=typed())

    page = organiser.post(address, data=typed(text="wij bellen de school"), follow_redirects=True).text

    assert "Deze stap stond er al. Er is niets dubbel opgeslagen." in page
    assert len(stored(session)) == 1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"text": " "}, "Schrijf op wat u gaat doen."),
        ({"text": "x" * 500}, "500 tekens"),
        ({"text": "BSN 123456782"}, "burgerservicenummer"),
        ({"due_on": ""}, "Kies een dag."),
        ({"due_on": "morgen"}, "Vul een dag in, zoals 31-12-2026."),
        ({"due_on": "2001-01-01"}, "Deze dag is al voorbij."),
        ({"due_on": "2999-01-01"}, "Deze dag is te ver weg."),
        ({"partner": "999"}, "Deze organisatie doet niet meer mee."),
        ({"partner": "erased"}, "Deze organisatie doet niet meer mee."),
        ({"person": "999"}, "Deze persoon is niet meer aangemeld."),
        ({"partner": "school", "partner_name": "Juf Ank"}, "Niet allebei."),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(session, town, member, told, says):
    told = {**told, "partner": str(town.school.id)} if told.get("partner") == "school" else told

    page = member.post(doors(town)["member"], data=typed(**told)).text

    assert says in page
    assert told.get("text", "Wij bellen de school.").strip() in page
    assert stored(session) == []


def test_a_step_is_changed_and_taken_off(session, town, member):
    step, address = town.step(town.bank, at=now()), doors(town)["member"]
    form = member.get(f"{address}?wijzig={step.id}").text
    assert ("Wijzig deze stap" in form, f'value="{step.due_on.isoformat()}"' in form) == (True, True)

    member.post(
        address, data={**typed(text="Wij mailen de school.", partner_name="Juf Ank"), "wijzig": step.id}
    )
    assert stored(session) == [("Wij mailen de school.", None, "Juf Ank")]
    member.post(address, data={"weg": step.id})

    assert stored(session) == []


def test_tapping_a_name_proposes_a_first_sentence(town, attendee):
    page = attendee.get(f"/mijn-lijst/stappen?met={town.school.id}").text

    assert "Ik bel School en maak een afspraak." in page


@pytest.mark.parametrize(
    ("role", "way"),
    [("attendee", AnswerWay.SITE), ("member", AnswerWay.SITE), ("organiser", AnswerWay.ORGANISER)],
)
def test_each_door_tells_how_a_step_goes(session, town, request, role, way):
    step = town.step(town.bank, at=now())
    told = {"stap": step.id, "antwoord": "stuck", "why": "Niemand neemt op."}

    request.getfixturevalue(role).post(doors(town)[role], data=told)

    answers = session.scalars(select(StepAnswer)).all()
    assert [(one.state, one.why, one.way) for one in answers] == [(StepState.STUCK, "Niemand neemt op.", way)]


def test_an_answer_with_data_of_a_person_is_given_back(session, town, member):
    step = town.step(town.bank, at=now())

    answer = member.post(
        doors(town)["member"], data={"stap": step.id, "antwoord": "busy", "why": "BSN 123456782"}
    )

    assert (answer.status_code, "burgerservicenummer" in answer.text, "BSN 123456782" in answer.text) == (
        422,
        True,
        True,
    )
    assert session.scalars(select(StepAnswer)).all() == []
    assert member.post(doors(town)["member"], data={"stap": step.id, "antwoord": "raar"}).status_code == 400


def test_before_the_meeting_the_page_says_when(session, town, attendee):
    town.meeting.starts_at, town.meeting.ends_at = now() + timedelta(days=3), now() + timedelta(days=4)

    page = attendee.get("/mijn-lijst/stappen").text

    assert ("vanaf de dag van de bijeenkomst" in page, "<textarea" in page) == (True, False)
    assert "Stappen schrijft u op vanaf" in attendee.post("/mijn-lijst/stappen", data=typed()).text
    assert stored(session) == []


def test_steps_of_others_are_not_found(session, town, attendee, member, organiser, signed_in, client):
    step, other = town.step(town.school, at=now()), doors(town, town.school)
    stranger = signed_in(a_person(session, "vreemd@example.org"))

    refused = {
        "member of another": member.get(other["member"]).status_code,
        "member as organiser": member.get(other["organiser"]).status_code,
        "stranger": stranger.get(other["member"]).status_code,
        "nobody": client.get(other["member"]).status_code,
        "nobody's list": client.get(other["attendee"]).status_code,
        "organiser as member": organiser.get(other["member"]).status_code,
    }
    assert refused == {**dict.fromkeys(refused, 404), "nobody": 302, "nobody's list": 302}
    for told in ({"weg": step.id}, {"stap": step.id, "antwoord": "done"}, {**typed(), "wijzig": step.id}):
        assert attendee.post("/mijn-lijst/stappen", data=told).status_code == 404
    assert stored(session) == [("Wij bellen de school.", None, "")]


def test_an_organisation_that_did_not_come_has_no_plan(town, organiser):
    town.cancel(town.school)

    assert organiser.get(doors(town, town.school)["organiser"]).status_code == 404


def test_the_meetings_of_an_organisation_lead_to_its_steps(town, member):
    assert doors(town)["member"] in member.get(f"/organisaties/{town.bank.id}/bijeenkomsten").text
