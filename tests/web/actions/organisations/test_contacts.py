import pytest
from sqlalchemy import select

from models.organisation import Audience, Organisation, OrganisationMember, OrganisationRole
from models.person import Person
from tests.builders import NOON, a_person, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.contacts import (
    Contact,
    SameContactTwiceError,
    change_contacts,
    remove_contact,
    save_contact,
)
from web.actions.organisations.profile_steps import contacts_of

OWNER = Contact("Joke Voorbeeld", "joke@example.org")
COLLEAGUE = Contact(
    "Ali Test",
    "Ali@Example.org ",
    "penningmeester",
    "0570 000 000",
    may_decide=True,
    name_for=Audience.MEETING,
    email_for=Audience.PARTNERS,
)


@pytest.fixture
def organisation(session) -> Organisation:
    owner = OrganisationMember(person=a_person(session, "joke@example.org"), role=OrganisationRole.OWNER)
    return an_organisation(session, "Buurtkamer De Linde", members=[owner])


@pytest.fixture
def owner(organisation) -> Actor:
    return Actor(person_id=organisation.members[0].person_id, edits=frozenset({organisation.id}))


def change(session, organisation, *contacts: Contact, actor: Actor) -> None:
    change_contacts(session, organisation, contacts, actor=actor, at=NOON)
    session.flush()
    session.expire(organisation, ["members"])


def test_change_contacts_makes_a_new_person_who_may_edit(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)

    member = organisation.members[1]
    person = session.scalars(select(Person).where(Person.email == "ali@example.org")).one()
    assert (person.name, person.phone, member.person) == ("Ali Test", "0570 000 000", person)
    assert (member.role, member.function, member.may_decide) == (
        OrganisationRole.EDITOR,
        "penningmeester",
        True,
    )
    assert (member.name_for, member.email_for, member.phone_for) == (
        Audience.MEETING,
        Audience.PARTNERS,
        Audience.ORGANISERS,
    )


def test_change_contacts_neither_shows_nor_changes_what_a_person_told_elsewhere(session, organisation, owner):
    known = a_person(session, "ali@example.org")
    known.name, known.phone = "Ali de Geheime", "0612 345 678"

    change(session, organisation, OWNER, Contact("Dhr. Ali", "ali@example.org"), actor=owner)

    member = organisation.members[1]
    assert (member.person_id, member.name, member.phone) == (known.id, "Dhr. Ali", "")
    assert (known.name, known.phone) == ("Ali de Geheime", "0612 345 678")


def test_change_contacts_takes_access_away_from_who_is_left_out(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)

    change(session, organisation, OWNER, actor=owner)

    assert [member.name for member in organisation.members] == ["Joke Voorbeeld"]
    assert session.scalars(select(Person.email).order_by(Person.id)).all() == [
        "joke@example.org",
        "ali@example.org",
    ]


def test_change_contacts_keeps_owners_as_members_who_do_not_come(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)
    colleague = Actor(person_id=organisation.members[1].person_id)

    change(session, organisation, COLLEAGUE, actor=colleague)

    assert [(m.name, m.is_contact) for m in organisation.members] == [
        ("Joke Voorbeeld", False),
        ("Ali Test", True),
    ]
    assert [m.name for m in contacts_of(organisation)] == ["Ali Test"]


def test_change_contacts_keeps_access_for_who_leaves_themselves_out(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)
    colleague = Actor(person_id=organisation.members[1].person_id)

    change(session, organisation, OWNER, actor=colleague)

    assert [(m.name, m.is_contact) for m in organisation.members] == [
        ("Joke Voorbeeld", True),
        ("Ali Test", False),
    ]


def test_change_contacts_refuses_one_address_for_two(session, organisation, owner):
    with pytest.raises(SameContactTwiceError):
        change(session, organisation, OWNER, Contact("Iemand", "JOKE@example.org"), actor=owner)

    assert [member.name for member in organisation.members] == [""]


def test_save_contact_replaces_one_and_leaves_the_others(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)
    renamed = Contact("Ali Toets", "ali@example.org")

    save_contact(session, organisation, renamed, replaced=organisation.members[1], actor=owner, at=NOON)

    assert [(m.name, m.function) for m in organisation.members] == [("Joke Voorbeeld", ""), ("Ali Toets", "")]


def test_save_contact_refuses_someone_new_with_a_known_address(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)

    with pytest.raises(SameContactTwiceError):
        save_contact(session, organisation, COLLEAGUE, replaced=None, actor=owner, at=NOON)


def test_remove_contact_leaves_the_others(session, organisation, owner):
    change(session, organisation, OWNER, COLLEAGUE, actor=owner)

    remove_contact(session, organisation, organisation.members[1], actor=owner, at=NOON)

    assert [m.name for m in organisation.members] == ["Joke Voorbeeld"]


def test_change_contacts_learns_the_name_of_who_had_not_told_it_yet(session, organisation, owner):
    organisation.members[0].person.name = ""

    change(session, organisation, OWNER, actor=owner)

    assert organisation.members[0].person.name == "Joke Voorbeeld"
