"""What does the gap view start from in tests? A meeting that misses something, and a report that says so."""

from datetime import timedelta

from matcher.missing import Filler, Gaps, Helper, IdleOffer, OpenNeed, PartyGap, SectorGap
from matcher.profiles import StatementRole
from models.gap_report import GapReport
from models.gaps_exchange import save_gaps
from models.meeting import MeetingParty
from models.organisation import Statement
from models.person import RegionOrganiser
from tests.builders import NOON, a_kind, a_registration
from tests.guests import Party
from web.clock import now

NEED, ANSWER, IDLE = "een vrachtwagen op vrijdag", "onze bus staat stil", "kersentuin"


def prepare(session) -> Party:
    """`linde` comes, needs what `raap` offers and offers what nobody wants; a party is not there."""
    start = now() + timedelta(days=30)
    party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3), rsvp_by=None)
    session.add(RegionOrganiser(person_id=party.organiser.id, region_code="AM06"))
    party.meeting.parties = [
        MeetingParty(position=0, name="Scholen", name_en="Schools", minimum=1, kinds=["voedselbank"])
    ]
    party.need = say(party.linde, StatementRole.NEED, NEED)
    party.idle = say(party.linde, StatementRole.OFFER, IDLE)
    party.answer = say(party.raap, StatementRole.OFFER, ANSWER)
    a_registration(session, party.meeting, party.linde)
    session.flush()
    return party


def say(organisation, role, text) -> Statement:
    statement = Statement(role=role, text=text, position=0, created_at=NOON)
    organisation.statements.append(statement)
    return statement


def find(session, party) -> GapReport:
    """A report as the job process leaves it."""
    kind = a_kind(session)
    report = GapReport(meeting_id=party.meeting.id, seen_at=now())
    gaps = Gaps(
        room=1,
        outside=3,
        needs=2,
        offers=1,
        open_needs=(
            OpenNeed(party.linde.id, party.need.id, (Filler(party.raap.id, party.answer.id),)),
            OpenNeed(party.linde.id, 999, ()),  # a need that is gone since
        ),
        idle_offers=(IdleOffer(party.linde.id, party.idle.id),),
        parties=(PartyGap("Scholen", 0, 1, (party.molen.id, 999)), PartyGap("Weg", 0, 1, ())),
        sectors=(SectorGap(kind.sector_slug, (party.stil.id,)), SectorGap("gone", ())),
        helpers=(
            Helper(party.raap.id, (party.need.id, 999), ("Scholen",), (kind.sector_slug,)),
            Helper(999, (), (), ()),
        ),
    )
    save_gaps(report, gaps)
    session.add(report)
    session.flush()
    return report
