"""What is private of one person surfaces on no page of anybody who may not see it: every page, every role."""

from itertools import product

import pytest
from flask import Flask

from models.person import RegionOrganiser
from models.region import Region
from tests.builders import a_person
from tests.citizens import Citizen
from tests.town import Town
from web.actions.accounts.sign_in import open_registration_session
from web.clock import now

CANARY = "kanariepia"
# The demo's mailbox shows all mail, on one machine with invented people.
DEMO = ("demo.", "mailbox.")


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def pia(town):
    citizen = Citizen(town, CANARY)
    town.approve(town.bank, citizen.organisation)
    town.publish()
    return citizen


@pytest.fixture
def browsers(app: Flask, session, town, pia, signed_in):
    """A browser for each role."""
    session.add(Region(code="AM08", name="Elders", year=2026))
    session.flush()
    elsewhere = a_person(session, "elders@example.org")
    session.add_all(
        [
            RegionOrganiser(person_id=elsewhere.id, region_code="AM08"),
            RegionOrganiser(person_id=town.organiser.id, region_code="AM06"),
        ]
    )
    session.flush()
    attendee = app.test_client()
    with attendee.session_transaction() as cookie:
        cookie["list"] = open_registration_session(session, town.guests[town.bank.id], at=now())
    return {
        "nobody": app.test_client(),
        "attendee": attendee,
        "partner": signed_in(town.bank.members[0].person),
        "stranger": signed_in(town.school.members[0].person),
        "organiser elsewhere": signed_in(elsewhere),
        "organiser": signed_in(town.organiser),
        "pia": signed_in(pia.person),
    }


def addresses(app: Flask, town, pia) -> list[str]:
    """Every page that can be looked at, with every value that there is for its variable parts."""
    values = {
        "meeting_id": [town.meeting.id],
        "organisation_id": [town.bank.id, pia.organisation.id],
        "person_id": [pia.person.id, town.bank.members[0].person_id],
        "other_id": [town.bank.id, pia.organisation.id],
        "merge_id": [1],
        "programme_id": [1],
        "part_id": [1],
        "initiative_id": [1],
        "practice": ["fixbrigade", "initiatief-1"],
        "slug": ["gesprekskring"],
        "proposal_id": [1, 2],
        "trial_id": [1],
        "registration_id": [pia.registration.id],
        "code": ["AM06"],
        "number": [1],
        "question_id": [1],
        "path": ["initiatieven"],
        "token": [CANARY, "unknown"],
        "choice": ["nl"],
        "statement_id": [1],
        "form": ["xlsx", "csv"],
        "import_id": [1],
        "letter": ["uitnodiging"],
        "paper": ["tafelkaarten", "deurlijst", "rondes"],
    }
    found = []
    builder = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static" or rule.endpoint.startswith(DEMO):
            continue
        names = sorted(rule.arguments & values.keys())
        missing = rule.arguments - values.keys()
        assert missing == set(), f"give this test values for {missing} of {rule.rule}"
        found += [
            builder.build(rule.endpoint, dict(zip(names, chosen, strict=True)))
            for chosen in product(*(values[name] for name in names))
        ]
    return sorted(found)


def singing(browser, pages: list[str]) -> set[str]:
    """The pages on which the canary is heard, beyond what the address itself says."""
    heard = set()
    for address in pages:
        answer = browser.get(address)
        text = answer.get_data().decode("utf-8", "replace").lower()
        if CANARY in text.replace(address.lower(), ""):
            heard.add(address)
    return heard


@pytest.mark.parametrize("role", ["nobody", "attendee", "partner", "stranger", "organiser elsewhere"])
def test_no_page_shows_what_is_private_of_somebody_else(app, town, pia, browsers, role):
    # Her personal link opens her list for whoever has it, and greets her: nobody else has it.
    pages = [one for one in addresses(app, town, pia) if not one.endswith(f"/lijst/{CANARY}")]

    assert len(pages) > 40
    assert singing(browsers[role], pages) == set()


def test_the_canary_can_sing(app, town, pia, browsers):
    pages = addresses(app, town, pia)

    assert {"/mijn-gegevens", "/mijn-gegevens/mijn-gegevens.json"} <= singing(browsers["pia"], pages)
    assert f"/bijeenkomsten/{town.meeting.id}/aanmeldingen" in singing(browsers["organiser"], pages)


def test_organiser_sees_contacts_and_attendees_but_not_what_is_the_persons_own(app, town, pia, browsers):
    told = "".join(
        browsers["organiser"].get(page).get_data().decode("utf-8", "replace")
        for page in addresses(app, town, pia)
        if "pdf" not in page
    )

    own = ("kanariepia-naam", "06-kanariepia-telefoon", "kanariepia-pad", "kanariepia-log", "-nieuw@")
    assert [word for word in own if word in told] == []
