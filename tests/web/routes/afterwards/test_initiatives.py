"""Initiatives are begun and read by who may meet each other, changed by coordinator and organisers."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.initiative import Initiative, InitiativeAgreement, InitiativePhase, InitiativeResult
from models.programme import Programme
from models.queries.initiatives import initiative_with_all
from tests.after import Aftermath
from tests.builders import a_person
from web.actions.afterwards import initiatives as acts
from web.actions.afterwards.initiatives import InitiativeDraft, Origin, begin_initiative
from web.clock import HERE, now


@pytest.fixture
def town(session):
    return Aftermath(session)


@pytest.fixture
def initiative(session, town):
    """An idea that nobody coordinates yet; the bank and the school were asked."""
    origin = Origin("AM06", others=(town.bank.id, town.school.id))
    draft = InitiativeDraft("Brood op de plank", "Samen brood delen.")
    return begin_initiative(session, draft, origin, coordinator_id=None, actor=town.actor, at=now())


@pytest.fixture
def bank(signed_in, town):
    return signed_in(town.bank.members[0].person)


@pytest.fixture
def library(signed_in, town):
    return signed_in(town.library.members[0].person)


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def page(initiative, path=""):
    return f"/initiatieven/{initiative.id}{path}"


def day(days):
    return (now().astimezone(HERE).date() + timedelta(days=days)).isoformat()


def typed(**told):
    return {"name": "Nieuw", "goal": "Samen iets doen.", "region": "AM06", "organisation": "", **told}


def test_a_member_begins_from_a_step_and_coordinates(session, town, bank):
    step = town.step(town.bank, partner_id=town.school.id)
    address = f"/initiatieven/nieuw?stap={step.id}"
    assert "Wij bellen de school." in bank.get(address).text

    told = typed(organisation=str(town.bank.id))
    text = bank.post(address, data=told, follow_redirects=True).text

    begun = session.scalars(select(Initiative)).one()
    assert (begun.step_id, begun.coordinator_id) == (step.id, town.bank.id)
    assert ("coördinator" in text, "1 organisatie is gevraagd" in text) == (True, True)


def test_an_organiser_begins_from_a_coalition_and_from_nothing(session, town, organiser):
    proposal = town.approve(town.bank, town.school)

    organiser.post(f"/initiatieven/nieuw?voorstel={proposal.id}", data=typed())
    organiser.post("/initiatieven/nieuw", data=typed(name="Zomaar"))

    begun = session.scalars(select(Initiative).order_by(Initiative.id)).all()
    assert [(one.name, one.proposal_id, len(one.partners)) for one in begun] == [
        ("Nieuw", proposal.id, 2),
        ("Zomaar", None, 0),
    ]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"name": " "}, "Geef het initiatief een naam."),
        ({"goal": ""}, "Schrijf op wat u samen wilt bereiken."),
        ({"pitfalls": "BSN 123456782"}, "burgerservicenummer"),
        ({"chances": "x" * 3000}, "3.000 tekens"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(session, town, organiser, told, says):
    text = organiser.post("/initiatieven/nieuw", data=typed(first_actions="Bellen.", **told)).text

    assert (says in text, "Bellen." in text) == (True, True)
    for told in ({"region": "AM99"}, {"organisation": str(town.school.id)}):
        organiser.post("/initiatieven/nieuw", data=typed(**told))
    assert session.scalars(select(Initiative)).all() == []


def test_a_name_is_read_by_others_only_once_its_organisation_said_yes(
    session, town, initiative, bank, library
):
    before = library.get(page(initiative)).text
    assert ("Voedselbank" in before, "2 organisaties zijn gevraagd" in before) == (False, True)
    assert "U bent gevraagd om mee te doen:" in bank.get("/initiatieven").text

    bank.post(page(initiative, "/meedoen"), data={"organisatie": town.bank.id, "antwoord": "ja"})

    after = library.get(page(initiative)).text
    assert ("Voedselbank" in after, "School" in after) == (True, False)
    bank.post(page(initiative, "/meedoen"), data={"organisatie": town.bank.id, "antwoord": "nee"})
    assert "deed mee tot" in library.get(page(initiative)).text


def test_nobody_answers_for_another_organisation(session, town, initiative, library):
    for told in (
        {"organisatie": town.bank.id, "antwoord": "ja"},
        {"organisatie": town.library.id, "antwoord": "raar"},
    ):
        assert library.post(page(initiative, "/meedoen"), data=told).status_code == 404
    not_asked = {"organisatie": town.library.id, "antwoord": "ja"}
    text = library.post(page(initiative, "/meedoen"), data=not_asked, follow_redirects=True).text

    assert "Deze organisatie staat er niet meer bij." in text
    assert [one.confirmed_at for one in initiative_with_all(session, initiative.id).partners] == [None, None]


def test_organiser_finds_a_partner_gives_a_role_and_takes_it_off(session, town, initiative, organiser):
    address = page(initiative, "/partners")
    assert "Bibliotheek" in organiser.post(address, data={"doe": "zoek", "name": "biblio"}).text

    told = {"doe": "voeg-toe", "name": "biblio", "other": town.library.id, "role": "coordinator"}
    organiser.post(address, data=told)
    session.refresh(initiative)
    assert initiative.coordinator_id == town.library.id
    organiser.post(address, data={"doe": "haal-weg", "ander": town.library.id})

    session.refresh(initiative)
    assert (initiative.coordinator_id, len(initiative_with_all(session, initiative.id).partners)) == (None, 2)
    assert "Kies een organisatie." in organiser.post(address, data={"doe": "voeg-toe", "name": "biblio"}).text


def test_running_without_partners_is_refused_and_nothing_typed_is_lost(session, initiative, organiser):
    seen = {"seen": acts.initiative_fingerprint(initiative)}
    told = {**typed(goal="Nog meer brood."), "phase": "running", "started_on": day(-1), **seen}

    text = organiser.post(page(initiative, "/wijzigen"), data=told).text

    assert ("Vraag eerst partners." in text, "Nog meer brood." in text) == (True, True)
    ended = {**typed(), "phase": "ended", "ended_on": day(-1), "ended_why": "Geen tijd.", **seen}
    organiser.post(page(initiative, "/wijzigen"), data=ended)
    session.refresh(initiative)
    assert (initiative.phase, initiative.ended_why) == (InitiativePhase.ENDED, "Geen tijd.")


def test_what_a_colleague_saved_meanwhile_is_shown_and_not_overwritten(session, initiative, organiser):
    address, seen = page(initiative, "/wijzigen"), acts.initiative_fingerprint(initiative)
    first = {**typed(goal="Meer brood."), "phase": "idea", "programme": initiative.programme_id or ""}
    organiser.post(address, data={**first, "seen": seen})

    answer = organiser.post(address, data={**first, "goal": "Meer soep.", "seen": seen})

    assert (answer.status_code, initiative.goal) == (409, "Meer brood.")
    assert ("Meer brood." in answer.text, "Meer soep." in answer.text) == (True, True)
    fresh = re.search(r'name="seen"[^>]* value="(\w+)"', answer.text)[1]
    organiser.post(address, data={**first, "goal": "Meer soep.", "seen": fresh})
    session.refresh(initiative)
    assert initiative.goal == "Meer soep."


def test_it_counts_for_a_programme_of_its_region_and_no_other(session, town, initiative, organiser):
    days = {"starts_on": now().date(), "ends_on": now().date(), "created_at": now()}
    own, other = Programme(name="Ons", **days), Programme(name="Elders", **days)
    own.regions = [town.meeting.region]
    session.add_all([own, other])
    session.flush()
    address, told = page(initiative, "/wijzigen"), {**typed(), "phase": "idea"}

    told["seen"] = acts.initiative_fingerprint(initiative)
    organiser.post(address, data={**told, "programme": str(own.id)})
    told["seen"] = acts.initiative_fingerprint(initiative)
    refused = [organiser.post(address, data={**told, "programme": one}).text for one in (str(other.id), "x")]

    session.refresh(initiative)
    assert initiative.programme_id == own.id
    assert ["niet van deze regio" in text for text in refused] == [True, True]
    assert initiative.name in organiser.get(f"/programmas/{own.id}").text


def test_agreements_and_results_are_written_ticked_and_taken_off(session, initiative, organiser):
    organiser.post(page(initiative, "/afspraken"), data={"text": "Wij bellen.", "due_on": day(9)})
    evidence = {"what": "gezinnen", "measured_on": day(0), "evidence": "https://example.org/telling"}
    organiser.post(page(initiative, "/resultaten"), data={"number": "1234", **evidence})
    agreement = session.scalars(select(InitiativeAgreement)).one()
    result = session.scalars(select(InitiativeResult)).one()
    organiser.post(page(initiative, f"/afspraken/{agreement.id}"), data={"klaar": "ja"})

    text = organiser.get(page(initiative)).text

    assert ("1.234" in text, 'href="https://example.org/telling"' in text, "gedaan" in text) == (
        True,
        True,
        True,
    )
    organiser.post(page(initiative, f"/afspraken/{agreement.id}"), data={"weg": "ja"})
    organiser.post(page(initiative, f"/resultaten/{result.id}/weg"))
    assert session.scalars(select(InitiativeAgreement.id)).all() == []
    assert session.scalars(select(InitiativeResult.id)).all() == []


@pytest.mark.parametrize(
    ("part", "told", "says"),
    [
        ("afspraken", {"text": "", "due_on": day(1)}, "Schrijf op wat is afgesproken."),
        ("afspraken", {"text": "Bellen", "due_on": ""}, "Kies een dag."),
        ("afspraken", {"text": "Bellen", "due_on": day(-1)}, "Kies een dag vanaf vandaag"),
        ("resultaten", {"evidence": ""}, "Schrijf op waar het uit blijkt"),
        ("resultaten", {"number": "-1"}, "van 0 of meer"),
        ("resultaten", {"measured_on": day(1)}, "moet nog komen"),
    ],
)
def test_what_cannot_be_agreed_or_counted_is_given_back(session, initiative, organiser, part, told, says):
    if part == "resultaten":
        told = {"number": "1", "what": "x", "measured_on": day(0), "evidence": "y", **told}

    assert says in organiser.post(page(initiative, f"/{part}"), data=told).text

    assert session.scalars(select(InitiativeAgreement.id)).all() == []
    assert session.scalars(select(InitiativeResult.id)).all() == []


def test_who_does_not_coordinate_changes_nothing_and_strangers_see_nothing(
    session, town, initiative, bank, signed_in, client
):
    stranger = signed_in(a_person(session, "vreemd@example.org"))
    bank.post(page(initiative, "/meedoen"), data={"organisatie": town.bank.id, "antwoord": "ja"})
    posts = ("/wijzigen", "/partners", "/afspraken", "/resultaten", "/afspraken/1", "/resultaten/1/weg")

    assert {bank.post(page(initiative, one)).status_code for one in posts} == {404}
    assert "Wijzig het initiatief" not in bank.get(page(initiative)).text
    assert [stranger.get(one).status_code for one in ("/initiatieven", page(initiative))] == [404, 404]
    assert client.get(page(initiative)).status_code == 302
    step = town.step(town.school)
    assert bank.get(f"/initiatieven/nieuw?stap={step.id}").status_code == 404
    proposal = town.approve(town.bank, town.school)
    assert bank.get(f"/initiatieven/nieuw?voorstel={proposal.id}").status_code == 404
    assert bank.get("/initiatieven/999").status_code == 404
