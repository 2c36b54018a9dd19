"""The organiser sees how steps go and lets mails go; their link opens a page, and only a button writes."""

import pytest
from sqlalchemy import event, select

from models.message import MessageState
from models.person import RegionOrganiser
from models.region import Region
from models.step import AnswerWay, CheckRound, StepAnswer, StepState
from tests.after import Aftermath
from tests.builders import a_meeting, a_person
from web.actions.afterwards.initiatives import InitiativeDraft, Origin, begin_initiative
from web.clock import now


@pytest.fixture
def town(session):
    return Aftermath(session)


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def page(town):
    return f"/bijeenkomsten/{town.meeting.id}/stappen"


def test_mails_are_put_ready_read_and_released_once(town, organiser):
    town.step(town.bank)
    assert "Zet 1 mail klaar" in organiser.get(page(town)).text

    organiser.post(f"{page(town)}/mails/halverwege")
    text = organiser.get(page(town)).text
    assert ("1 mail wacht op u." in text, "/hoe-gaat-het/…" in text) == (True, True)
    for _ in range(2):
        organiser.post(f"{page(town)}/mails/halverwege/versturen")

    assert [mail.state for mail in town.mails()] == [MessageState.RELEASED]
    assert "1 mail is verstuurd. Niemand krijgt hem twee keer." in organiser.get(page(town)).text


def test_the_region_shows_bars_figures_and_who_is_silent(town, organiser):
    town.tell(town.step(town.bank), StepState.STUCK, "Niemand neemt op.")
    town.step(town.school, "Wij mailen.")

    text = organiser.get("/regio/AM06/stappen").text

    assert "1 loopt vast, 1 nog niets gehoord." in " ".join(text.split())
    assert (
        "step-picture__part--stuck" in text,
        "Van wie hoorden wij niets?" in text,
        "Wij mailen." in text,
    ) == (
        True,
        True,
        True,
    )


def test_a_region_without_steps_says_what_will_come(session, signed_in):
    session.add(Region(code="AM08", name="Elders", year=2026))
    person = a_person(session)
    session.add(RegionOrganiser(person_id=person.id, region_code="AM08"))

    assert "Er zijn nog geen stappen." in signed_in(person).get("/regio/AM08/stappen").text


def test_the_pages_cost_as_many_queries_for_many_as_for_one(session, town, organiser):
    def queries(path):
        seen = []
        listener = (session.get_bind(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        event.listen(*listener)
        organiser.get(path)
        event.remove(*listener)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    paths = ("/regio/AM06/stappen", page(town), "/initiatieven")
    draft = InitiativeDraft("Brood", "Delen")

    def more(number):
        town.step(town.bank, f"Stap {number}", partner_id=town.school.id)
        a_meeting(session, town.meeting.region, title=f"Kring {number}")
        origin = Origin("AM06", others=(town.bank.id, town.school.id))
        begin_initiative(session, draft, origin, coordinator_id=None, actor=town.actor, at=now())

    more(0)
    for_one = [queries(path) for path in paths]
    for number in range(1, 9):
        more(number)

    assert [queries(path) for path in paths] == for_one


def test_only_organisers_of_the_region_see_the_ledger_and_let_mails_go(session, town, signed_in, client):
    town.step(town.bank)
    member = signed_in(town.bank.members[0].person)
    posts = [f"{page(town)}/mails/halverwege", f"{page(town)}/mails/einde/versturen"]

    assert [member.get(one).status_code for one in (page(town), "/regio/AM06/stappen")] == [404, 404]
    assert [member.post(one).status_code for one in posts] == [404, 404]
    assert client.get(page(town)).status_code == 302
    assert town.mails() == []


@pytest.fixture
def link(town):
    town.step(town.bank)
    town.write(CheckRound.HALFWAY, now())
    return f"/hoe-gaat-het/{town.token(town.mails()[0])}"


def answers(session):
    return [(one.state, one.why, one.way) for one in session.scalars(select(StepAnswer))]


def test_looking_changes_nothing_and_a_button_tells(session, town, link, client):
    looked = client.get(link)
    assert ("Wij bellen de school." in looked.text, looked.headers["Cache-Control"]) == (True, "no-store")
    assert client.head(link).status_code == 200
    assert answers(session) == []
    step = town.step(town.bank)

    told = {"stap": step.id, "antwoord": "stuck", "why": "Niemand neemt op."}
    text = client.post(link, data=told, follow_redirects=True).text

    assert answers(session) == [(StepState.STUCK, "Niemand neemt op.", AnswerWay.MAIL)]
    assert ("loopt vast" in text, "“Niemand neemt op.”" in text) == (True, True)


def test_a_link_tells_nothing_of_the_steps_of_others(session, town, link, client):
    other = town.step(town.school, "Wij mailen.")

    answer = client.post(link, data={"stap": other.id, "antwoord": "done"})

    assert (answer.status_code, "Wij mailen." in client.get(link).text, answers(session)) == (400, False, [])
    for told in (
        {},
        {"stap": "x", "antwoord": "done"},
        {"stap": town.step(town.bank).id, "antwoord": "raar"},
    ):
        assert client.post(link, data=told).status_code == 400


def test_what_may_not_be_kept_comes_back_with_the_words(session, town, link, client):
    answer = client.post(
        link, data={"stap": town.step(town.bank).id, "antwoord": "busy", "why": "BSN 123456782"}
    )

    assert (answer.status_code, "burgerservicenummer" in answer.text, "BSN 123456782" in answer.text) == (
        422,
        True,
        True,
    )
    assert answers(session) == []


def test_an_unknown_link_says_what_to_do(client):
    answer = client.get("/hoe-gaat-het/raden")

    assert (answer.status_code, "Kijk of u een nieuwere mail van ons hebt." in answer.text) == (410, True)
