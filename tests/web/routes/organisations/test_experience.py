"""Someone who speaks from experience fills in four pages, is seen under a chosen name, and can leave."""

import pytest
from sqlalchemy import select

from matcher.profiles import StatementRole
from models.experience import DayPart, Experience, Weekday
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.person import Person, RegionOrganiser
from tests.builders import (
    a_kind,
    a_person,
    a_region,
    a_telling_expert,
    a_theme,
)
from tests.town import ExpertsTown
from web.actions.organisations.experience import ShownContact, shown_of

CANARY = "Kanarie Echtenaam"
PAGES = ("", "/wie", "/ervaring", "/aan-tafel", "/vergoeding", "/stoppen")


@pytest.fixture
def expert(session):
    return a_telling_expert(session)


@pytest.fixture
def visitor(signed_in, expert):
    return signed_in(expert.members[0].person)


@pytest.fixture
def town(session, expert):
    return ExpertsTown(session, expert)


@pytest.fixture
def organiser(session, signed_in, town):
    town.organiser.organised_regions = [RegionOrganiser(region_code="AM06")]
    return signed_in(town.organiser)


def address(expert: Organisation, page: str = "") -> str:
    return f"/ervaring/{expert.id}{page}"


# --- filling in -------------------------------------------------------------------------------------------


def test_start_makes_a_party_without_the_own_name(session, signed_in):
    a_region(session, "AM06", "GM0232")
    a_kind(session, "ervaringsdeskundigen", "experience")
    person = a_person(session, "zon@example.org")
    person.name = CANARY

    answer = signed_in(person).post(
        "/ervaring/nieuw", data={"name": "Zonnetje", "place": "Plaats GM0232", "role": "ambassador"}
    )

    made = session.scalars(select(Organisation)).one()
    assert answer.location == f"/ervaring/{made.id}/ervaring"
    assert (made.name, made.experience.role, made.members[0].name) == ("Zonnetje", "ambassador", "Zonnetje")


def test_all_that_is_filled_in_comes_back(session, visitor, expert):
    a_theme(session)
    a_region(session, "AM06", "GM0232")
    typed = {
        "/wie": {"name": "Zonnetje", "place": "Plaats GM0232", "role": "expert"},
        "/ervaring": {"moments": "uit_elkaar", "about": "Een la", "themes": "vangnet", "not_asked": "Nee"},
        "/aan-tafel": {"offer_1": "Ik lees mee", "offer_3": "Ik ga mee", "need_1": "Een kring"},
        "/vergoeding": {
            "compensation": "fee",
            "agreed": "afgesproken",
            "days": ["monday", "friday"],
            "dayparts": "evening",
            "travel": "fetched",
            "company": "alone",
            "remarks": "deur",
            "shows": "phone",
            "phone": "06-00000078",
        },
    }

    for page, answers in typed.items():
        assert visitor.post(address(expert, page), data=answers).status_code == 302, page

    shown = "".join(visitor.get(address(expert, page)).text for page in typed)
    wanted = ("Zonnetje", "Een la", "Ik lees mee", "Ik ga mee", "Een kring", "afgesproken", "06-00000078")
    assert [text for text in wanted if text not in shown] == []
    told = session.get_one(Experience, expert.id)
    assert (told.days, told.dayparts, shown_of(expert)) == (
        f"{Weekday.MONDAY} {Weekday.FRIDAY}",
        DayPart.EVENING,
        ShownContact.PHONE,
    )


@pytest.mark.parametrize(
    ("page", "typed", "says"),
    [
        ("/wie", {"name": "", "place": "Vaassen", "role": "expert"}, "Vul een naam in."),
        ("/wie", {"name": "Zon", "place": "Vaassen", "role": "expert"}, "Vul de gemeente in, niet het dorp"),
        ("/wie", {"name": "Zon", "place": "", "role": "pope"}, "Vul uw gemeente in."),
        ("/ervaring", {"about": "Ik had € 12.000 schuld"}, "Hier staat een bedrag: € 12.000."),
        ("/aan-tafel", {"offer_1": "Ik had 900 euro schuld"}, "Hier staat een bedrag: 900 euro."),
        ("/aan-tafel", {"need_2": "x" * 501}, "Deze tekst heeft 501 tekens."),
        ("/vergoeding", {"shows": "both", "agreed": "een bon van € 25"}, "Vul het dan ook in."),
        ("/vergoeding", {"compensation": "a million"}, "Er klopt nog iets niet"),
    ],
)
def test_bad_input_gets_a_message_and_nothing_is_lost(session, visitor, expert, page, typed, says):
    a_region(session, "AM06", "GM0232")

    answer = visitor.post(address(expert, page), data=typed)

    assert answer.status_code == 200
    assert says in answer.text
    texts = [text for name, text in typed.items() if name not in {"role", "shows", "compensation"}]
    assert [text for text in texts if text not in answer.text] == []


def test_stopping_for_now_leads_to_the_overview(visitor, expert):
    answer = visitor.post(address(expert, "/aan-tafel"), data={"offer_1": "Ik lees mee", "then": "later"})

    assert answer.location == address(expert)


def test_pages_of_an_organisation_lead_to_the_own_ones(visitor, expert):
    assert visitor.get(f"/organisaties/{expert.id}/profiel").location == address(expert)
    closed = ("/profiel/contact", "/profiel/wie-zijn-wij", "/profiel/nakijken", "/delen")
    assert [visitor.get(f"/organisaties/{expert.id}{page}").status_code for page in closed] == [404] * 4


def test_registering_suggests_the_chosen_name(visitor, expert, town, session):
    town.cancel(expert)
    town.meeting.starts_at = town.meeting.starts_at.replace(year=2099)
    town.meeting.ends_at = town.meeting.ends_at.replace(year=2099)

    page = visitor.get(f"/organisaties/{expert.id}/bijeenkomsten/{town.meeting.id}").text

    assert f'value="{expert.name}"' in page
    assert page.count(CANARY) == page.count(f"Ingelogd als {CANARY}") == 1


# --- who sees what ----------------------------------------------------------------------------------------


def test_only_the_person_sees_the_own_pages(session, client, signed_in, organiser, town, expert):
    stranger = signed_in(session.scalars(select(Person).where(Person.email.like("%voedselbank%"))).one())
    for page in PAGES:
        assert client.get(address(expert, page)).location.startswith("/aanmelden"), page
        assert stranger.get(address(expert, page)).status_code == 404, page
        assert organiser.get(address(expert, page)).status_code == 404, page
    assert stranger.post(address(expert, "/stoppen")).status_code == 404
    assert session.get(Experience, expert.id) is not None


def test_an_organisation_has_no_pages_of_an_expert(session, signed_in, town):
    person = session.scalars(select(Person).where(Person.email.like("%voedselbank%"))).one()

    assert signed_in(person).get(f"/ervaring/{town.bank.id}").status_code == 404


# --- leaving ----------------------------------------------------------------------------------------------


def test_leaving_erases_and_signs_out(session, visitor, expert, town):
    expert_id = expert.id

    answer = visitor.post(address(expert, "/stoppen"), follow_redirects=True)

    assert "Alles wat u hebt verteld, is gewist." in answer.text
    assert "Ingelogd als" not in answer.text
    assert session.get(Experience, expert_id) is None
    assert session.scalars(select(Person).where(Person.email == "zon@example.org")).all() == []


def test_leaving_one_party_keeps_the_person_for_another(session, visitor, expert, town):
    expert_id, person = expert.id, expert.members[0].person
    session.add(
        OrganisationMember(
            organisation_id=town.bank.id, person_id=person.id, role=OrganisationRole.EDITOR, name="Zon"
        )
    )

    answer = visitor.post(address(expert, "/stoppen"), follow_redirects=True)

    assert "Ingelogd als" in answer.text
    assert session.get(Experience, expert_id) is None


def test_data_of_someone_else_is_stopped_before_it_is_stored(session, signed_in, expert):
    browser = signed_in(expert.members[0].person)

    answer = browser.post(address(expert, "/aan-tafel"), data={"offer_1": "Bel NL91ABNA0417164300"})

    assert "is een rekeningnummer" in answer.text
    assert "NL91ABNA0417164300" in answer.text
    assert [offer.text for offer in expert.statements_in(StatementRole.OFFER)] == ["Ik lees uw brief"]


def test_own_data_page_shows_what_was_told(signed_in, expert):
    page = signed_in(expert.members[0].person).get("/mijn-gegevens").text

    assert all(text in page for text in ("Mijn kind", "een bon", "Mijn post lag in een la", "Cadeaubon"))
