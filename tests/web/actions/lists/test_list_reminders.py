"""On the day before everyone with a list is reminded: once, and nobody who objected."""

from datetime import UTC, datetime, timedelta

import pytest

from models.job import Job, JobName
from models.message import Message, MessageKind, MessageState
from tests.builders import NOON, a_person
from tests.town import BASE_URL, Town
from web.actions.actor import Actor
from web.actions.lists.attendance import enter
from web.actions.lists.list_reminders import (
    drop_stale_reminder,
    leave_at,
    list_reminders,
    release_list_reminders,
    write_list_reminders,
)
from web.actions.site import Site

SITE = Site(BASE_URL, "Onverwacht <hallo@mail.example>")
NINE_THE_DAY_BEFORE = datetime(2026, 3, 31, 7, 0, tzinfo=UTC)


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(town.bank, town.library)
    town.publish()
    return town


def write(town, at=NOON):
    return write_list_reminders(town.session, town.meeting, site=SITE, at=at)


def release(town, at=NOON):
    actor = Actor(person_id=town.organiser.id)
    return release_list_reminders(town.session, town.meeting, actor=actor, at=at)


def reminders(town):
    return town.session.query(Message).filter_by(kind=MessageKind.LIST_REMINDER).order_by(Message.id).all()


def test_who_has_a_list_and_an_address_is_reminded_once(town):
    assert (write(town), write(town)) == (2, 0)

    assert [mail.recipient for mail in reminders(town)] == [
        f"gast{town.library.id}@example.org",
        f"gast{town.bank.id}@example.org",
    ]
    assert {mail.state for mail in reminders(town)} == {MessageState.WAITING}


def test_released_mails_leave_in_the_morning_of_the_day_before(town):
    write(town)

    assert (release(town), release(town), write(town)) == (2, 0, 0)

    jobs = town.session.query(Job).filter_by(name=JobName.SEND_MAIL).all()
    assert {job.run_after for job in jobs} == {NINE_THE_DAY_BEFORE}


def test_released_late_they_leave_at_once(town):
    late = NINE_THE_DAY_BEFORE + timedelta(hours=3)

    assert leave_at(town.meeting, late) == late


def test_both_the_link_of_the_list_and_that_of_the_reminder_work(town):
    first = town.link_of(town.bank).rsplit("/", 1)[1]
    write(town)
    second = town.link_of(town.bank).rsplit("/", 1)[1]

    assert first != second
    for token in (first, second):
        assert enter(town.session, token, at=NOON)[0] == town.guests[town.bank.id]


def test_who_objected_or_has_no_address_gets_no_mail_and_is_named(town):
    town.guests[town.bank.id].email = ""
    person = a_person(town.session, f"gast{town.library.id}@example.org")
    person.stops_mail = True
    town.session.flush()

    assert write(town) == 0
    found = list_reminders(town.session, town.meeting, at=NOON)
    assert [one.organisation_id for one in found.silent] == [town.library.id, town.bank.id]


@pytest.mark.parametrize("change", ["cancelled", "objected", "moved", "off", "begun", "other address"])
def test_what_was_released_long_before_does_not_leave_when_it_is_no_longer_true(town, change):
    write(town)
    release(town)
    guest = town.guests[town.bank.id]
    mail = next(one for one in reminders(town) if one.registration_id == guest.id)
    at = NINE_THE_DAY_BEFORE
    assert not drop_stale_reminder(town.session, mail.id, at=at)

    if change == "cancelled":
        town.cancel(town.bank)
    elif change == "objected":
        a_person(town.session, guest.email).stops_mail = True
    elif change == "moved":
        town.meeting.place = "Elders"
    elif change == "off":
        town.meeting.cancelled_at = NOON
    elif change == "other address":
        guest.email = "anders@example.org"
    else:
        at = town.meeting.starts_at
    town.session.flush()

    assert drop_stale_reminder(town.session, mail.id, at=at)
    assert (mail.state, mail.body) == (MessageState.WITHDRAWN, "")


def test_after_a_change_the_mail_can_be_written_again(town):
    write(town)
    release(town)
    town.meeting.place = "Elders"
    town.session.flush()
    for mail in reminders(town):
        drop_stale_reminder(town.session, mail.id, at=NOON)

    assert write(town) == 2


def test_nothing_is_written_for_a_meeting_that_is_off_or_over(town):
    assert write(town, at=town.meeting.starts_at) == 0
    town.meeting.cancelled_at = NOON
    assert write(town) == 0
