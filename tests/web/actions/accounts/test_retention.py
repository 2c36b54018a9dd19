"""What is kept too long disappears, on the day that was told and not before."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.job import Job, JobName, JobState
from models.log import ContactView, LogEntry
from models.message import Message, MessageKind
from models.person import Person, SignInAttempt, UserSession
from tests.builders import a_meeting, a_person
from tests.citizens import Citizen, cells_with
from tests.town import Town
from web.actions.accounts.retention import Cleaned, Periods, choose_period, clean, kept_until
from web.actions.actor import Actor

pytestmark = pytest.mark.both_databases

PERIODS = Periods(
    attendees=timedelta(days=180),
    mails=timedelta(days=90),
    log=timedelta(days=365),
    persons=timedelta(days=365),
)
MEETING_ENDS = datetime(2026, 4, 1, 15, 0, tzinfo=UTC)
CLEANED = MEETING_ENDS + timedelta(days=180)
NOTHING = Cleaned(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
SECOND = timedelta(seconds=1)


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def pia(town):
    return Citizen(town, "kanariepia")


def counts(cleaned: Cleaned) -> dict[str, int]:
    return {name: count for name, count in asdict(cleaned).items() if count}


def test_clean_keeps_names_links_and_mails_until_the_last_second(session, town, pia):
    cleaned = clean(session, PERIODS, at=CLEANED - SECOND)

    assert cleaned.attendees == 0
    assert pia.registration.name == "Pia kanariepia-gast"
    assert {"registration.name", "registration.email"} <= cells_with(session, "kanariepia")


def test_clean_forgets_names_links_and_mails_of_a_meeting_on_its_day(session, town, pia):
    town.approve(town.bank, town.library)
    town.publish()

    cleaned = clean(session, PERIODS, at=CLEANED)

    everyone = [*town.guests.values(), pia.registration]
    assert cleaned.attendees == len(everyone)
    assert {(one.name, one.email, one.link_hash, one.earlier_link_hash) for one in everyone} == {
        ("–", "", None, None)
    }
    assert session.scalars(select(Message).where(Message.meeting_id == town.meeting.id)).all() == []
    assert [one.organisation_id for one in everyone] == [
        town.bank.id,
        town.library.id,
        town.school.id,
        pia.organisation.id,
    ]


def test_clean_ends_the_sessions_of_personal_links(session, town, pia):
    session.add(
        UserSession(
            key_hash="x",
            registration_id=pia.registration.id,
            created_at=CLEANED,
            last_seen_at=CLEANED,
            expires_at=CLEANED + timedelta(days=1),
        )
    )

    clean(session, PERIODS, at=CLEANED)

    assert session.get(UserSession, "x") is None


def test_kept_until_prefers_the_meeting_then_the_region(session, town):
    def kept() -> timedelta:
        return kept_until(town.meeting, PERIODS) - town.meeting.ends_at

    by_the_service = kept()
    town.meeting.region.keep_days = 60
    by_the_region = kept()
    town.meeting.keep_days = 14

    assert (by_the_service.days, by_the_region.days, kept().days) == (180, 60, 14)


def test_clean_keeps_to_the_choice_of_each_meeting(session, town):
    short = a_meeting(session, town.meeting.region, keep_days=7)
    guest = Citizen(town, "kanariegast").registration
    guest.meeting_id = short.id
    session.flush()

    cleaned = clean(session, PERIODS, at=MEETING_ENDS + timedelta(days=7))

    assert (cleaned.attendees, guest.name, town.guests[town.bank.id].name) == (1, "–", "Gast 1")


def test_choose_period_is_logged(session, town):
    choose_period(session, town.meeting, 30, actor=Actor(person_id=town.organiser.id), at=MEETING_ENDS)
    choose_period(session, town.meeting.region, None, actor=Actor(), at=MEETING_ENDS)
    session.flush()

    assert (town.meeting.keep_days, town.meeting.region.keep_days) == (30, None)
    logged = session.scalars(select(LogEntry).where(LogEntry.action == "choose_period")).all()
    assert [(one.subject, one.subject_id, one.detail) for one in logged] == [
        ("meeting", str(town.meeting.id), "30"),
        ("region", "AM06", ""),
    ]


@pytest.mark.parametrize(("days", "left"), [(89, 1), (90, 0)])
def test_clean_removes_other_mails_after_their_period(session, days, left):
    written = MEETING_ENDS
    session.add(
        Message(kind=MessageKind.SIGN_IN, recipient="a@example.org", subject="s", body="", created_at=written)
    )

    clean(session, PERIODS, at=written + timedelta(days=days))

    assert len(session.scalars(select(Message)).all()) == left


@pytest.mark.parametrize(("days", "left"), [(364, 1), (365, 0)])
def test_clean_removes_old_lines_of_the_log_and_old_views(session, town, days, left):
    session.add(LogEntry(at=MEETING_ENDS, action="old", subject="x", subject_id="1"))
    contact = town.bank.members[0].person_id
    session.add(ContactView(person_id=contact, region_code="AM06", seen_on=MEETING_ENDS.date()))

    clean(session, PERIODS, at=MEETING_ENDS + timedelta(days=days))

    assert len(session.scalars(select(LogEntry).where(LogEntry.action == "old")).all()) == left
    assert len(session.scalars(select(ContactView)).all()) == left


def test_clean_removes_old_links_sessions_counts_and_address_changes(session, pia):
    session.add(SignInAttempt(source_hash="x", attempted_at=MEETING_ENDS - timedelta(minutes=16)))

    cleaned = clean(session, PERIODS, at=MEETING_ENDS)

    assert (cleaned.sign_in_links, cleaned.address_changes) == (3, 1)


def test_clean_erases_who_has_no_task_and_did_nothing_for_long(session, town):
    unused, active, member = (
        a_person(session, f"{name}@example.org") for name in ("unused", "active", "member")
    )
    Citizen(town, "kanariemee")  # has a task: a profile
    town.contact(town.bank, "contact@example.org")
    at = unused.created_at + timedelta(days=365)
    session.add(
        LogEntry(at=at - timedelta(days=1), person_id=active.id, action="x", subject="x", subject_id="")
    )
    town.guests[town.bank.id].email = member.email
    town.meeting.keep_days = 1000
    session.flush()

    before = clean(session, PERIODS, at=at - SECOND).persons
    after = clean(session, PERIODS, at=at).persons

    left = set(session.scalars(select(Person.email)))
    assert (before, after) == (0, 2)  # the town's organiser organises no region, and goes too
    assert {"active@example.org", "member@example.org", "contact@example.org"} <= left
    assert "unused@example.org" not in left


def test_clean_removes_old_jobs_that_ended(session):
    told = {"name": JobName.MATCH, "arguments": {}, "run_after": MEETING_ENDS, "created_at": MEETING_ENDS}
    session.add_all(
        [Job(state=JobState.DONE, finished_at=MEETING_ENDS, **told), Job(state=JobState.WAITING, **told)]
    )

    clean(session, PERIODS, at=MEETING_ENDS + timedelta(days=90))

    assert [job.state for job in session.scalars(select(Job))] == [JobState.WAITING]


def test_clean_logs_counts_and_a_second_time_finds_nothing(session, town, pia):
    cleaned = clean(session, PERIODS, at=CLEANED)

    lines = session.scalars(select(LogEntry).where(LogEntry.action == "clean")).all()
    assert {one.subject: int(one.detail) for one in lines} == counts(cleaned)
    assert [(one.person_id, one.subject_id) for one in lines] == [(None, "")] * len(lines)
    assert clean(session, PERIODS, at=CLEANED) == NOTHING
