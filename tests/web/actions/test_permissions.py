import pytest

from tests.builders import a_meeting, a_proposal, a_region, a_run, an_expert, an_organisation
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


def test_edits_profile_and_edits_experience_tell_persons_from_organisations(session):
    ids = an_organisation(session, "Bakker").id, an_expert(session).id
    member = Actor(person_id=3, edits=frozenset(ids))

    def allowed(check):
        return [check(session, member, organisation_id=one) for one in ids]

    assert allowed(permissions.edits_profile) == [True, False]
    assert allowed(permissions.edits_experience) == [False, True]
    assert not permissions.edits_experience(session, MEMBER, organisation_id=ids[1])


@pytest.mark.parametrize("is_public", [False, True])
def test_sees_page_of_whoever_opened_it(session, is_public):
    organisation = an_organisation(session, "Bakker", is_public=is_public)
    expert = an_expert(session)
    expert.is_public = is_public
    newcomer = Actor(person_id=9)

    def sees(actor, one):
        return permissions.sees_page(session, actor, organisation_id=one.id)

    assert [sees(actor, organisation) for actor in (NOBODY, ATTENDEE, newcomer)] == [is_public] * 3
    assert [sees(actor, expert) for actor in (NOBODY, ATTENDEE, newcomer)] == [False] * 3
    assert all(sees(actor, one) for actor in (MEMBER, ORGANISER) for one in (organisation, expert))


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
