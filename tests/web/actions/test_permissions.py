import pytest

from tests.builders import a_meeting, a_proposal, a_region, a_run
from web.actions import permissions
from web.actions.actor import NOBODY, Actor

ORGANISER = Actor(person_id=1, organises=frozenset({"AM06"}))
ELSEWHERE = Actor(person_id=2, organises=frozenset({"AM08"}))
MEMBER = Actor(person_id=3, edits=frozenset({7}))
ATTENDEE = Actor(registration_id=5)


def test_everyone_may_see_what_is_open(session):
    assert all(permissions.everyone(session, actor) for actor in (NOBODY, ORGANISER, MEMBER, ATTENDEE))


@pytest.mark.parametrize(("actor", "allowed"), [(NOBODY, False), (ATTENDEE, False), (MEMBER, True)])
def test_signed_in_wants_a_person(session, actor, allowed):
    assert permissions.signed_in(session, actor) is allowed


@pytest.mark.parametrize(("actor", "allowed"), [(NOBODY, False), (MEMBER, False), (ATTENDEE, True)])
def test_has_own_list_wants_a_registration(session, actor, allowed):
    assert permissions.has_own_list(session, actor) is allowed


@pytest.mark.parametrize(("organisation_id", "allowed"), [(7, True), (8, False)])
def test_edits_organisation_wants_a_member_of_it(session, organisation_id, allowed):
    assert permissions.edits_organisation(session, MEMBER, organisation_id=organisation_id) is allowed


def test_organises_region_wants_an_organiser_of_it(session):
    assert permissions.organises_region(session, ORGANISER, code="AM06")
    assert not permissions.organises_region(session, ORGANISER, code="AM08")


def test_organises_meeting_looks_at_the_region_of_the_meeting(session):
    meeting = a_meeting(session, a_region(session, "AM06"))

    assert permissions.organises_meeting(session, ORGANISER, meeting_id=meeting.id)
    assert not permissions.organises_meeting(session, ELSEWHERE, meeting_id=meeting.id)
    assert not permissions.organises_meeting(session, ORGANISER, meeting_id=meeting.id + 1)


def test_organises_proposal_looks_at_the_region_of_its_meeting(session):
    proposal = a_proposal(session, a_run(session, a_meeting(session, a_region(session, "AM06"))))

    assert permissions.organises_proposal(session, ORGANISER, proposal_id=proposal.id)
    assert not permissions.organises_proposal(session, ELSEWHERE, proposal_id=proposal.id)
    assert not permissions.organises_proposal(session, ORGANISER, proposal_id=proposal.id + 1)


@pytest.mark.parametrize(("actor", "allowed"), [(NOBODY, False), (ORGANISER, False), (MEMBER, True)])
def test_edits_something_wants_a_member_of_any_organisation(session, actor, allowed):
    assert permissions.edits_something(session, actor) is allowed
