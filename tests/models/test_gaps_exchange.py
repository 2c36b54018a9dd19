"""What a meeting misses is kept as plain JSON and comes back as it was."""

import pytest

from matcher.missing import Filler, Gaps, Helper, IdleOffer, OpenNeed, PartyGap, SectorGap
from models.gap_report import GapReport
from models.gaps_exchange import gaps_found, save_gaps
from tests.builders import NOON, a_meeting, a_region

pytestmark = pytest.mark.both_databases

FOUND = Gaps(
    room=2,
    outside=3,
    needs=4,
    offers=5,
    open_needs=(OpenNeed(1, 10, (Filler(7, 70), Filler(8, 80))), OpenNeed(1, 11, ())),
    idle_offers=(IdleOffer(2, 20),),
    parties=(PartyGap("Gemeente", 0, 1, (7,)),),
    sectors=(SectorGap("education", (8,)),),
    helpers=(Helper(7, (10, 11), ("Gemeente",), ("education",)),),
)


def test_what_was_found_comes_back_as_it_was(session):
    meeting = a_meeting(session, a_region(session))
    report = GapReport(meeting_id=meeting.id, seen_at=NOON)
    assert gaps_found(report) is None
    save_gaps(report, FOUND)
    session.add(report)
    session.flush()
    session.expire_all()

    assert gaps_found(session.get_one(GapReport, meeting.id)) == FOUND
