from datetime import date, timedelta

import pytest

from models.message import MessageKind, MessageState
from models.queries.guests import reminders_of
from tests.builders import NOON, a_registration
from tests.guests import SITE, Party
from web.actions.organising.reminding import (
    MOST_REMINDERS,
    ReminderRefused,
    drop_reminder,
    plan_reminder,
    send_reminders,
    usual_days,
)

DAY = date(2026, 3, 10)
ON_THE_DAY = NOON + timedelta(days=8)


@pytest.fixture
def party(session):
    party = Party(session)
    party.invite(party.linde, party.raap)
    party.send()
    plan_reminder(session, party.meeting, DAY, actor=party.actor, at=NOON)
    return party


def reminders(party):
    return [
        (mail.recipient, mail.state) for mail in party.mails() if mail.kind is MessageKind.MEETING_REMINDER
    ]


def test_on_the_day_who_is_silent_is_reminded_once_and_who_comes_is_not(party):
    a_registration(party.session, party.meeting, party.raap)

    assert send_reminders(party.session, site=SITE, at=NOON) == 0
    assert send_reminders(party.session, site=SITE, at=ON_THE_DAY) == 1
    assert send_reminders(party.session, site=SITE, at=ON_THE_DAY) == 0
    assert reminders(party) == [("ans@example.org", MessageState.RELEASED)]
    assert reminders_of(party.session, party.meeting.id)[0].done_at == ON_THE_DAY


def test_nobody_is_reminded_of_a_meeting_that_is_off_or_over(party):
    assert send_reminders(party.session, site=SITE, at=party.meeting.starts_at) == 0
    party.meeting.cancelled_at = NOON
    party.session.flush()

    assert send_reminders(party.session, site=SITE, at=ON_THE_DAY) == 0


def test_day_can_be_dropped_until_it_is_done(party):
    drop_reminder(party.session, party.meeting, DAY, actor=party.actor, at=NOON)
    drop_reminder(party.session, party.meeting, DAY, actor=party.actor, at=NOON)

    assert reminders_of(party.session, party.meeting.id) == []


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 4, 1)])
def test_day_that_has_passed_or_of_the_meeting_itself_is_refused(party, day):
    with pytest.raises(ReminderRefused):
        plan_reminder(party.session, party.meeting, day, actor=party.actor, at=NOON)


def test_nobody_is_reminded_on_more_than_five_days(party):
    for number in range(1, MOST_REMINDERS):
        plan_reminder(party.session, party.meeting, DAY + timedelta(days=number), actor=party.actor, at=NOON)

    plan_reminder(party.session, party.meeting, DAY, actor=party.actor, at=NOON)
    with pytest.raises(ReminderRefused):
        plan_reminder(party.session, party.meeting, date(2026, 3, 5), actor=party.actor, at=NOON)


def test_usual_days_are_before_the_last_day_to_answer_and_have_not_passed(party):
    assert usual_days(party.meeting, NOON) == (date(2026, 3, 12), date(2026, 3, 17))
    assert usual_days(party.meeting, NOON + timedelta(days=12)) == (date(2026, 3, 17),)
