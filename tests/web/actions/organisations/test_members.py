import pytest

from models.organisation import OrganisationRole
from tests.builders import NOON, a_member, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.members import (
    LastOwner,
    NotAMember,
    change_role,
    hand_over,
    organisation_for_people,
    remove_member,
)

OWNER, EDITOR = OrganisationRole.OWNER, OrganisationRole.EDITOR


@pytest.fixture
def organisation(session):
    return an_organisation(session, "De Linde")


@pytest.fixture
def joke(session, organisation):
    return a_member(session, organisation, "joke@example.org", "owner")


@pytest.fixture
def els(session, organisation):
    return a_member(session, organisation, "els@example.org")


@pytest.fixture
def by(joke):
    return {"actor": Actor(person_id=joke.id), "at": NOON}


def roles(organisation) -> dict[str, OrganisationRole]:
    return {member.person.email.split("@")[0]: member.role for member in organisation.members}


def test_owner_makes_another_owner_and_can_then_step_back(session, organisation, joke, els, by):
    change_role(session, organisation, els.id, OWNER, **by)
    change_role(session, organisation, joke.id, EDITOR, **by)

    assert roles(organisation) == {"joke": EDITOR, "els": OWNER}


def test_last_owner_can_neither_step_back_nor_leave(session, organisation, joke, els, by):
    with pytest.raises(LastOwner):
        change_role(session, organisation, joke.id, EDITOR, **by)
    with pytest.raises(LastOwner):
        remove_member(session, organisation, joke.id, **by)

    assert roles(organisation) == {"joke": OWNER, "els": EDITOR}


def test_handing_over_leaves_the_giver_as_editor(session, organisation, els, by):
    hand_over(session, organisation, els.id, **by)

    assert roles(organisation) == {"joke": EDITOR, "els": OWNER}


def test_removed_member_is_gone(session, organisation, els, by):
    remove_member(session, organisation, els.id, **by)

    assert roles(organisation) == {"joke": OWNER}


def test_someone_else_is_no_member(session, organisation, joke, by):
    with pytest.raises(NotAMember):
        hand_over(session, organisation, 9999, **by)


def test_organisation_for_people_is_read_afresh(session, organisation):
    assert organisation_for_people(session, organisation.id) is organisation
