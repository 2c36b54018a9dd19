"""Members see the list of their own organisation; organisers every list of their meetings."""

import pytest
from sqlalchemy import select

from models.log import ContactView
from models.organisation import Audience
from models.person import RegionOrganiser
from models.queries.publications import latest_publication
from tests.builders import NOON, a_person, a_region
from tests.citizens import Citizen
from tests.town import Town


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(town.bank, town.library)
    town.publish()
    return town


@pytest.fixture
def organiser(session, town, signed_in):
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    session.flush()
    return signed_in(town.organiser)


@pytest.fixture
def member(town, signed_in):
    return signed_in(town.bank.members[0].person)


def test_member_opens_the_list_of_the_own_organisation(member, town):
    page = member.get(f"/organisaties/{town.bank.id}/lijst/{town.meeting.id}").text

    assert "kanarie-bibliotheek@example.org" in page
    assert "kanarie-school@example.org" not in page


@pytest.mark.parametrize("ending", ["", "/lijst.pdf", "/bijeenkomst.ics"])
def test_member_finds_no_list_of_others(member, town, ending):
    path = f"/organisaties/{town.library.id}/lijst/{town.meeting.id}{ending}"

    assert member.get(path).status_code == 404


def test_member_finds_no_list_of_a_meeting_to_which_nobody_comes(member, town):
    assert member.get(f"/organisaties/{town.bank.id}/lijst/{town.meeting.id + 1}").status_code == 404


def test_member_puts_the_meeting_in_a_calendar(member, town):
    answer = member.get(f"/organisaties/{town.bank.id}/lijst/{town.meeting.id}/bijeenkomst.ics")

    assert answer.text.startswith("BEGIN:VCALENDAR")


def test_organiser_prints_all_lists_on_one_page(organiser, town):
    page = organiser.get(f"/bijeenkomsten/{town.meeting.id}/lijsten").text

    assert page.count('<article class="sheet">') == 3
    assert "Voor u is nog geen ontmoeting gekozen." in page


def test_organiser_reads_that_nothing_is_published_yet(session, organiser, town):
    session.delete(latest_publication(session, town.meeting.id))

    page = organiser.get(f"/bijeenkomsten/{town.meeting.id}/lijsten").text

    assert "De lijsten zijn er nog niet." in page
    assert "Druk deze pagina af" not in page


def test_organiser_opens_one_list(organiser, town):
    page = organiser.get(f"/bijeenkomsten/{town.meeting.id}/lijsten/{town.library.id}").text

    assert "Voedselbank" in page


@pytest.mark.parametrize("ending", ["", "/{library}", "/{library}/lijst.pdf"])
def test_organiser_of_another_region_finds_nothing(session, town, signed_in, ending):
    a_region(session, "AM11", "GM0034")
    stranger = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=stranger.id, region_code="AM11"))

    path = f"/bijeenkomsten/{town.meeting.id}/lijsten" + ending.format(library=town.library.id)

    assert signed_in(stranger).get(path).status_code == 404


def test_list_and_who_comes_show_and_remember_only_what_was_agreed(session, signed_in):
    town = Town(session)
    shy = Citizen(town, "kanarieshy")
    pia = Citizen(town, "kanariepia", name_for=Audience.MEETING, phone_for=Audience.PARTNERS)
    for partner in (shy, pia):
        town.approve(town.bank, partner.organisation)
    town.publish()
    member = signed_in(town.bank.members[0].person)
    base = f"/organisaties/{town.bank.id}/lijst/{town.meeting.id}"

    own = member.get(base).text
    coming = member.get(f"{base}/wie-komen-er").text
    stranger = signed_in(town.school.members[0].person)

    assert ["kanarieshy" in own, pia.email in own, "kanariepia-lid" in own, "kanariepia-werk" in own] == [
        False,
        False,
        True,
        True,
    ]
    assert [word in coming for word in ("kanarieshy", "kanariepia-lid", "kanariepia-werk")] == [
        False,
        True,
        False,
    ]
    assert stranger.get(f"{base}/wie-komen-er").status_code == 404
    views = select(ContactView.person_id, ContactView.organisation_id).where(
        ContactView.seen_on > NOON.date()
    )
    assert session.execute(views).all() == [(pia.person.id, town.bank.id)]


def test_who_looks_is_an_organisation_or_the_organisers_of_the_region(session, town, member, organiser):
    ours = f"/organisaties/{town.bank.id}/lijst/{town.meeting.id}"
    theirs = f"/bijeenkomsten/{town.meeting.id}/lijsten"

    for browser, path in (
        (member, ours),
        (member, f"{ours}/lijst.pdf"),
        (organiser, theirs),
        (organiser, f"{theirs}/{town.bank.id}"),
        (organiser, f"{theirs}/{town.bank.id}/lijst.pdf"),
    ):
        assert browser.get(path).status_code == 200

    views = session.scalars(select(ContactView).order_by(ContactView.id)).all()
    bank, library = (one.members[0].person_id for one in (town.bank, town.library))
    assert [(view.person_id, view.organisation_id, view.region_code) for view in views] == [
        (library, town.bank.id, None),
        (bank, None, "AM06"),
        (library, None, "AM06"),
    ]
