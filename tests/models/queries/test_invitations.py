from datetime import timedelta

import pytest

from models.publication import MatchListEntry, Publication
from models.queries.invitations import (
    has_match_list,
    meetings_nearby,
    registered_meetings,
    registrations_of,
    upcoming_meetings,
)
from models.region import Municipality
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


@pytest.fixture
def meetings(session) -> dict[str, int]:
    """Meetings around Epe (GM0232): for Epe, for the whole region, for Apeldoorn only, elsewhere, ended."""
    here, elsewhere = a_region(session, "AM06", "GM0232", "GM0200"), a_region(session, "AM11", "GM0034")
    epe, apeldoorn = session.get_one(Municipality, "GM0232"), session.get_one(Municipality, "GM0200")
    ended = {"starts_at": NOON - timedelta(hours=4), "ends_at": NOON}
    made = {
        "epe": a_meeting(session, here, area=[epe]),
        "region": a_meeting(session, here),
        "apeldoorn": a_meeting(session, here, area=[apeldoorn]),
        "elsewhere": a_meeting(session, elsewhere),
        "ended": a_meeting(session, here, area=[epe], **ended),
    }
    return {name: meeting.id for name, meeting in made.items()}


def names(meetings, found) -> list[str]:
    by_id = {id_: name for name, id_ in meetings.items()}
    return [by_id[meeting.id] for meeting in found]


def test_meetings_nearby_are_those_for_our_municipality(session, meetings):
    organisation = an_organisation(session, "De Linde", municipality_code="GM0232")

    assert names(meetings, meetings_nearby(session, organisation, NOON)) == ["epe", "region"]


def test_meetings_nearby_count_the_area_that_we_work_in(session, meetings):
    area = [session.get_one(Municipality, "GM0200")]
    organisation = an_organisation(session, "De Linde", municipality_code="GM0232", area=area)

    assert names(meetings, meetings_nearby(session, organisation, NOON)) == ["epe", "region", "apeldoorn"]


def test_meetings_nearby_are_none_without_a_place(session, meetings):
    assert meetings_nearby(session, an_organisation(session, "De Linde"), NOON) == []


def test_upcoming_meetings_leave_out_what_has_ended(session, meetings):
    assert names(meetings, upcoming_meetings(session, NOON)) == ["epe", "region", "apeldoorn", "elsewhere"]


def test_registrations_of_leave_out_cancelled_ones_and_other_organisations(session):
    meeting = a_meeting(session, a_region(session, "AM06", "GM0232"))
    ours, theirs = an_organisation(session, "De Linde"), an_organisation(session, "De Eik")
    for organisation, place in ((ours, 2), (ours, 1), (theirs, 1)):
        a_registration(session, meeting, organisation, place)
    gone = registrations_of(session, meeting.id, ours.id)[0]
    gone.cancelled_at, gone.place_number = NOON, None
    session.flush()

    assert [r.name for r in registrations_of(session, meeting.id, ours.id)] == ["Gast 2"]
    assert [m.id for m in registered_meetings(session, ours.id)] == [meeting.id]


def test_has_match_list_looks_at_the_latest_publication_only(session):
    meeting = a_meeting(session, a_region(session, "AM06", "GM0232"))
    ours, theirs = an_organisation(session, "De Linde"), an_organisation(session, "De Eik")
    run, person = a_run(session, meeting), a_person(session)
    proposal = a_proposal(session, run, ours, theirs)
    for number, listed in ((1, [ours, theirs]), (2, [theirs])):
        entries = [MatchListEntry(organisation_id=o.id, proposal_id=proposal.id, position=1) for o in listed]
        publication = Publication(meeting_id=meeting.id, run_id=run.id, number=number, entries=entries)
        publication.published_by, publication.published_at = person.id, NOON
        session.add(publication)
    session.flush()

    assert (has_match_list(session, meeting.id, ours.id), has_match_list(session, meeting.id, theirs.id)) == (
        False,
        True,
    )
