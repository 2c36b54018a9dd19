"""After an erasure nothing of the person stands in any table, and all of everybody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.log import LogEntry
from models.message import Message, MessageKind
from models.organisation import Organisation, OrganisationRole
from models.person import Person
from models.proposal import Proposal, ReviewDecision
from tests.builders import NOON
from tests.citizens import Citizen, cells_with
from tests.town import Town
from web.actions.accounts.erasure import consequences, erase
from web.actions.accounts.forgetting_guests import NO_NAME

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(days=100)


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def pia(town):
    return Citizen(town, "kanariepia")


@pytest.mark.parametrize("organises", [False, True])
def test_erase_leaves_no_word_of_the_person_in_any_table(session, town, organises):
    pia, other = Citizen(town, "kanariepia", organises=organises), Citizen(town, "kanarieother")
    before = cells_with(session, "kanarieother")
    town.bank.about = "Vraag naar PIA KANARIEPIA-NAAM, 06-kanariepia-werk of kanariepia@example.org."
    town.meeting.goal = "Geleid door Pia kanariepia-lid"
    assert {"organisation.about", "meeting.goal", "person.email"} <= cells_with(session, "kanariepia")

    erase(session, pia.person, at=NOON)

    assert cells_with(session, "kanariepia") == set()
    assert cells_with(session, "kanarieother") == before
    assert town.bank.about == "Vraag naar …, … of …."
    assert other.registration.cancelled_at is None


def test_erase_removes_the_row_of_a_person_to_whom_no_decision_points(session, pia):
    number = pia.person.id

    erase(session, pia.person, at=NOON)

    assert session.get(Person, number) is None


def test_erase_keeps_a_blank_row_of_who_decided(session, town):
    pia = Citizen(town, "kanariepia", organises=True)
    number = pia.person.id

    erase(session, pia.person, at=NOON)

    blank = session.get_one(Person, number)
    assert (blank.name, blank.email, blank.phone, blank.erased_at) == (
        NO_NAME,
        f"erased-{number}@erased.invalid",
        "",
        NOON,
    )
    (decision,) = session.scalars(select(ReviewDecision).where(ReviewDecision.decided_by == number))
    assert (decision.decider, decision.note) == (blank, "")


def test_erase_logs_only_that_a_number_was_erased(session, pia):
    number = pia.person.id

    erase(session, pia.person, at=NOON)

    about = select(LogEntry).where(LogEntry.subject == "person", LogEntry.subject_id == str(number))
    assert [(one.action, one.person_id, one.detail) for one in session.scalars(about)] == [
        ("erase", None, "")
    ]


def test_erase_gives_the_place_at_a_meeting_to_come_back(session, pia):
    erase(session, pia.person, at=NOON)

    assert (pia.registration.name, pia.registration.cancelled_at, pia.registration.place_number) == (
        NO_NAME,
        NOON,
        None,
    )


def test_erase_leaves_it_known_that_an_organisation_came(session, pia):
    erase(session, pia.person, at=LATER)

    assert (pia.registration.name, pia.registration.email, pia.registration.cancelled_at) == (
        NO_NAME,
        "",
        None,
    )


def test_erase_tells_the_organisers_of_an_organisation_without_people(session, town, pia):
    organiser = Citizen(town, "kanarieorga", organises=True)

    erase(session, pia.person, at=NOON)

    (mail,) = session.scalars(select(Message).where(Message.kind == MessageKind.NO_OWNER))
    assert (mail.recipient, pia.organisation.name in mail.body, "staat er nog" in mail.body) == (
        organiser.email,
        True,
        True,
    )
    assert session.get(Organisation, pia.organisation.id) is not None


def test_erase_removes_the_profile_that_was_chosen_and_the_proposals_with_it(session, town, pia):
    organiser = Citizen(town, "kanarieorga", organises=True)
    proposal = town.approve(town.bank, pia.organisation).id
    kept = town.approve(town.bank, town.library).id
    town.publish()
    number = pia.organisation.id

    erase(session, pia.person, at=NOON, with_profiles=[number])

    assert session.get(Organisation, number) is None
    assert (session.get(Proposal, proposal), session.get(Proposal, kept) is not None) == (None, True)
    mail = session.scalars(select(Message).where(Message.kind == MessageKind.NO_OWNER)).one()
    assert (mail.recipient, "ook weggehaald" in mail.body) == (organiser.email, True)


def test_erase_never_removes_an_organisation_of_others(session, town, pia):
    pia.write_down(town.bank, role=OrganisationRole.EDITOR)
    number = town.bank.id

    erase(session, pia.person, at=NOON, with_profiles=[number])

    assert [member.name for member in session.get_one(Organisation, number).members] == [
        "Kanarie-Voedselbank"
    ]


def test_erase_of_the_owner_makes_the_first_colleague_owner(session, town, pia):
    pia.write_down(town.bank)

    follows = consequences(session, pia.person, at=NOON)
    erase(session, pia.person, at=NOON)

    assert [(one.organisation.name, one.name) for one in follows.shared] == [
        ("Voedselbank", "Kanarie-Voedselbank")
    ]
    assert [member.role for member in town.bank.members] == [OrganisationRole.OWNER]


def test_consequences_name_what_is_lost(session, town):
    pia = Citizen(town, "kanariepia", organises=True)

    follows = consequences(session, pia.person, at=NOON)

    assert (follows.alone, follows.shared, follows.upcoming, follows.decisions) == (
        (pia.organisation,),
        (),
        (pia.registration,),
        1,
    )
    assert [region.code for region in follows.left_regions] == ["AM06"]


def test_erase_keeps_the_number_of_the_office_in_texts(session, town, pia):
    town.contact(town.library, "balie@example.org", phone="0570 000 000")
    pia.member.phone = "0570 000 000"
    town.library.about = "Bel 0570 000 000"
    session.flush()

    erase(session, pia.person, at=NOON)

    assert town.library.about == "Bel 0570 000 000"
