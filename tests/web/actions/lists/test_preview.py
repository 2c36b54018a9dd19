"""Before publishing: who gets a list, and who gets none and why."""

import pytest

from matcher.proposals import UnmatchedCode
from matcher.review import RefusalReason
from models.matching_run import UnmatchedOrganisation
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
from web.actions.actor import Actor
from web.actions.lists.preview import EmptyList, preview_publication
from web.actions.proposals.review import approve, refuse

pytestmark = pytest.mark.both_databases


def test_preview_of_a_meeting_without_proposals_is_none(session):
    assert preview_publication(session, a_meeting(session, a_region(session))) is None


def test_preview_counts_what_goes_out_and_says_who_gets_nothing(session):
    actor = Actor(person_id=a_person(session).id)
    meeting = a_meeting(session, a_region(session))
    names = ("Bakker", "Gemeente", "Leeg", "Later", "Wachter", "Weigeraar")
    baker, town, empty, late, waiting, refused = organisations = [
        an_organisation(session, name) for name in names
    ]
    registrations = [a_registration(session, meeting, one) for one in organisations]
    registrations[0].email = "bakker@example.org"
    run = a_run(session, meeting)
    approve(session, a_proposal(session, run, baker, town), actor=actor, at=NOON)
    a_proposal(session, run, baker, waiting)
    refuse(session, a_proposal(session, run, baker, refused), RefusalReason.NOT_USEFUL, actor=actor, at=NOON)
    session.add(
        UnmatchedOrganisation(
            run_id=run.id, organisation_id=empty.id, coalition=False, code=UnmatchedCode.EMPTY_PROFILE
        )
    )
    session.flush()

    preview = preview_publication(session, meeting)

    assert (preview.pairings, preview.coalitions, preview.undecided) == (1, 0, 1)
    assert (preview.attendees, preview.reachable) == (2, 1)
    assert preview.empty_lists == (
        EmptyList(late, 0, 0, None),
        EmptyList(empty, 0, 0, UnmatchedCode.EMPTY_PROFILE),
        EmptyList(waiting, 1, 0, None),
        EmptyList(refused, 0, 1, None),
    )
