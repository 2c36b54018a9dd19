"""What must never be in the database is refused by the database itself."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from matcher.review import ReviewState
from models.meeting import Meeting
from models.proposal import Proposal, ProposalMember, ReviewDecision
from tests.builders import (
    NOON,
    a_meeting,
    a_person,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


def test_registration_refuses_a_third_person_where_two_is_the_maximum(session, meeting):
    organisation = an_organisation(session, "Bakker Brood")
    a_registration(session, meeting, organisation, 1)
    a_registration(session, meeting, organisation, 2)

    with pytest.raises(IntegrityError, match="no_person_too_many"):
        a_registration(session, meeting, organisation, 3)


def test_registration_refuses_the_same_place_twice(session, meeting):
    organisation = an_organisation(session, "Bakker Brood")
    a_registration(session, meeting, organisation, 1)

    with pytest.raises(IntegrityError):
        a_registration(session, meeting, organisation, 1)


def test_registration_gives_its_place_back_when_cancelled(session, meeting):
    organisation = an_organisation(session, "Bakker Brood")
    first = a_registration(session, meeting, organisation, 1)
    first.cancelled_at, first.place_number = NOON, None
    session.flush()

    again = a_registration(session, meeting, organisation, 1)

    assert again.place_number == 1


def test_meeting_cannot_lower_its_maximum_below_who_is_registered(session, meeting):
    organisation = an_organisation(session, "Bakker Brood")
    a_registration(session, meeting, organisation, 2)

    with pytest.raises(IntegrityError, match="no_person_too_many"):
        session.execute(update(Meeting).values(maximum_persons=1))


def test_meeting_maximum_travels_to_its_registrations(session, meeting):
    registration = a_registration(session, meeting, an_organisation(session, "Bakker Brood"), 1)

    session.execute(update(Meeting).values(maximum_persons=4))
    session.refresh(registration)

    assert registration.maximum_persons == 4


def test_proposal_refuses_a_decision_without_a_decider(session, meeting):
    run = a_run(session, meeting)
    pair = an_organisation(session, "Een"), an_organisation(session, "Twee")

    with pytest.raises(IntegrityError, match="decision_has_a_decider"):
        a_proposal(session, run, *pair, state=ReviewState.APPROVED)


def test_coalition_refuses_an_organisation_twice(session, meeting):
    one = an_organisation(session, "Een")
    proposal = a_proposal(session, a_run(session, meeting), one, an_organisation(session, "Twee"))
    session.expunge_all()

    session.add(ProposalMember(proposal_id=proposal.id, organisation_id=one.id))
    with pytest.raises(IntegrityError):
        session.flush()


def test_review_decision_is_never_changed(session, meeting):
    person = a_person(session)
    pair = an_organisation(session, "Een"), an_organisation(session, "Twee")
    proposal = a_proposal(session, a_run(session, meeting), *pair)
    decision = ReviewDecision(
        proposal_id=proposal.id,
        number=1,
        before=ReviewState.PROPOSED,
        after=ReviewState.REFUSED,
        decided_by=person.id,
        decided_at=NOON,
    )
    session.add(decision)
    session.flush()

    with pytest.raises(DatabaseError, match="never changed"):
        session.execute(update(ReviewDecision).values(note="achteraf bedacht"))


def test_documented_organisation_needs_its_source(session):
    with pytest.raises(IntegrityError, match="documented_has_source"):
        an_organisation(session, "Stichting", origin="documented")


def test_person_address_is_stored_in_small_letters(session):
    with pytest.raises(IntegrityError, match="email_is_lower_case"):
        a_person(session, "Piet@Example.org")


def test_state_outside_the_list_is_refused(session, meeting):
    pair = an_organisation(session, "Een"), an_organisation(session, "Twee")
    proposal = a_proposal(session, a_run(session, meeting), *pair)

    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE proposal SET state = 'perhaps' WHERE id = :id"), {"id": proposal.id})


def test_deleting_a_meeting_takes_its_runs_along(session, meeting):
    pair = an_organisation(session, "Een"), an_organisation(session, "Twee")
    a_proposal(session, a_run(session, meeting), *pair)

    session.execute(text("DELETE FROM meeting"))

    assert session.query(Proposal).count() == 0
