"""The gap view: asked for once, followed when someone comes or cancels, looked at without the database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matcher.profiles import StatementRole
from models.gap_report import GapReport
from models.gaps_exchange import gaps_found
from models.job import Job, JobName, JobState
from models.meeting import MeetingParty
from models.organisation import Statement
from models.queries.guests import invitations_to
from models.region import Municipality
from models.registration import Registration
from models.text_vector import TextVector
from tests.builders import NOON, a_kind, a_registration
from tests.fakes import FakeEmbedder
from tests.guests import Party
from web.actions.organising.gaps import (
    SETTLE,
    GapState,
    ask_gaps,
    follow_gaps,
    gap_state,
    is_stale,
    keep_gaps,
    load_for_gaps,
    look,
)
from web.actions.organising.registrations import Attendee, cancel, register

pytestmark = pytest.mark.both_databases
TRUCK = "vrachtwagen met laadklep lenen"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def party(session):
    """`linde` comes and needs what `raap`, who does not come, offers; a bank comes without words."""
    party = Party(session)
    add(party.linde, StatementRole.NEED)
    add(party.raap, StatementRole.OFFER)
    party.bank = party.organisation("De Bank", kind=a_kind(session, "bank", "business"))
    for organisation in (party.linde, party.bank):
        a_registration(session, party.meeting, organisation)
    session.flush()
    return party


def add(organisation, role):
    organisation.statements.append(Statement(role=role, text=TRUCK, position=0, created_at=NOON))


def jobs(session):
    return session.scalars(select(Job).where(Job.name == JobName.GAPS).order_by(Job.id)).all()


def make(session, party):
    """What was found, and every report of progress."""
    reports = []
    seen = load_for_gaps(session, party.meeting.id, FakeEmbedder.name)
    gaps, vectors = look(seen, FakeEmbedder(), report=lambda *far: reports.append(far))
    told = {"vectors": vectors, "embedder_name": FakeEmbedder.name, "seen_at": LATER}
    keep_gaps(session, party.meeting.id, gaps, **told)
    return gaps, reports


def test_asking_twice_leaves_one_job(session, party):
    report = ask_gaps(session, party.meeting.id, at=NOON)

    assert ask_gaps(session, party.meeting.id, at=LATER) is report
    (job,) = jobs(session)
    assert (job.arguments, job.run_after) == ({"meeting_id": party.meeting.id}, NOON)
    assert (report.job, gap_state(report)) == (job, GapState.COMING)


def test_nobody_looked_so_nothing_is_followed(session, party):
    follow_gaps(session, party.meeting.id, at=NOON)

    assert jobs(session) == []


def test_who_comes_or_cancels_is_followed_after_a_moment_and_together(session, party):
    ask_gaps(session, party.meeting.id, at=NOON).job.state = JobState.DONE

    (comes,) = register(session, party.meeting, party.raap, [Attendee("Rob")], actor=party.actor, at=NOON)
    cancel(session, comes, actor=party.actor, at=NOON + timedelta(seconds=5))

    assert [job.run_after for job in jobs(session)] == [NOON, NOON + SETTLE]


def test_asking_does_not_wait_for_what_follows(session, party):
    ask_gaps(session, party.meeting.id, at=NOON).job.state = JobState.DONE
    follow_gaps(session, party.meeting.id, at=LATER)

    ask_gaps(session, party.meeting.id, at=LATER)

    assert [job.run_after for job in jobs(session)] == [NOON, LATER]


@pytest.mark.parametrize(
    ("job_state", "seen", "state"),
    [
        (JobState.LEASED, True, GapState.COMING),
        (JobState.DONE, True, GapState.READY),
        (JobState.FAILED, True, GapState.FAILED),
        (None, True, GapState.READY),
        (None, False, GapState.NONE),
    ],
)
def test_gap_state(job_state, seen, state):
    job = None if job_state is None else Job(state=job_state)

    assert gap_state(GapReport(job=job, seen_at=NOON if seen else None)) is state
    assert gap_state(None) is GapState.NONE


def test_what_is_missing_is_found_and_kept_with_who_could_help(session, party):
    report = ask_gaps(session, party.meeting.id, at=NOON)

    gaps, _ = make(session, party)
    session.expire_all()

    (need,) = gaps.open_needs
    assert (need.organisation, [each.organisation for each in need.fillers]) == (
        party.linde.id,
        [party.raap.id],
    )
    assert [each.organisation for each in gaps.helpers] == [party.raap.id]
    assert (gaps_found(report), report.seen_at) == (gaps, LATER)


def test_no_text_is_read_twice(session, party):
    _, first = make(session, party)
    stored = session.scalar(select(func.count()).select_from(TextVector))

    _, again = make(session, party)

    assert (first, again) == ([(0, stored)], [])


def test_parties_of_the_rules_are_missed_also_by_an_empty_room(session, party):
    party.meeting.parties = [MeetingParty(position=0, name="Vrijwilligers", minimum=1, kinds=["voedselbank"])]
    for registration in session.scalars(select(Registration)).all():
        cancel(session, registration, actor=party.actor, at=NOON)

    gaps, _ = make(session, party)

    assert (gaps.room, gaps.needs) == (0, 0)
    assert [(each.name, each.present, each.wanted) for each in gaps.parties] == [("Vrijwilligers", 0, 1)]
    assert len(gaps.helpers) == 1


def test_who_is_invited_is_named_and_not_proposed_and_who_declined_is_neither(session, party):
    party.invite(party.raap)
    gaps, _ = make(session, party)
    assert ([len(need.fillers) for need in gaps.open_needs], gaps.helpers) == ([1], ())

    invitations_to(session, party.meeting.id)[0].declined_at = NOON
    gaps, _ = make(session, party)

    assert ([len(need.fillers) for need in gaps.open_needs], gaps.helpers) == ([0], ())


def test_who_lies_outside_the_area_is_not_looked_at(session, party):
    party.meeting.area = [session.get_one(Municipality, "GM0200")]
    session.flush()

    assert load_for_gaps(session, party.meeting.id, FakeEmbedder.name).outside == ()


def test_a_region_without_others_has_nobody_to_name(session, party):
    for one in (party.raap, party.molen, party.stil):
        a_registration(session, party.meeting, one)

    gaps, _ = make(session, party)

    assert (gaps.room, gaps.outside, gaps.open_needs, gaps.helpers) == (5, 0, (), ())


def test_what_is_seen_grows_stale(session, party):
    report = ask_gaps(session, party.meeting.id, at=NOON)
    assert is_stale(session, report)
    make(session, party)
    assert not is_stale(session, report)

    party.raap.updated_at = LATER + timedelta(seconds=1)
    session.flush()
    assert not is_stale(session, report)  # it does not come
    party.linde.updated_at = LATER + timedelta(seconds=1)
    session.flush()

    assert is_stale(session, report)


def test_a_meeting_that_is_gone_is_left_alone(session, party):
    gaps, _ = make(session, party)

    keep_gaps(session, 999, gaps, vectors={}, embedder_name=FakeEmbedder.name, seen_at=NOON)

    assert load_for_gaps(session, 999, FakeEmbedder.name) is None
    assert session.scalar(select(func.count()).select_from(GapReport)) == 0
