from datetime import timedelta

import pytest
from icalendar import Calendar

from models.guest import LetterKind
from models.message import MessageKind, MessageState
from tests.builders import NOON
from tests.guests import SITE, Party
from web.actions.actor import NOBODY
from web.actions.organising.coming import come
from web.actions.organising.news import (
    audience_of,
    cancel_meeting,
    release_news,
    revive_meeting,
    waiting_news,
    write_news,
)
from web.actions.organising.registrations import Attendee

CHANGE, DEFINITIVE, CANCELLATION = LetterKind.CHANGE, LetterKind.DEFINITIVE, LetterKind.CANCELLATION
JOKE, ALI = Attendee("Joke", "joke@example.org"), Attendee("Ali")


@pytest.fixture
def party(session):
    """Joke and Ali of De Linde come; De Raap was invited and is silent."""
    party = Party(session)
    party.invite(party.raap)
    party.send()
    come(session, party.meeting, party.linde, [JOKE, ALI], site=SITE, actor=NOBODY, at=NOON)
    return party


def write(party, kind):
    return write_news(party.session, party.meeting, kind, site=SITE, at=NOON)


def release(party, kind):
    return release_news(party.session, party.meeting, kind, site=SITE, actor=party.actor, at=NOON)


def names(listeners):
    return [one.name for one in listeners]


def event_of(mail):
    calendar = Calendar.from_ical(mail.calendar)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["method"]), event["sequence"], str(event.get("status", ""))


def test_definitive_invitation_goes_to_who_comes_and_says_who_has_no_address(party):
    audience = audience_of(party.session, party.meeting, DEFINITIVE)

    assert (names(audience.to_write), names(audience.silent)) == (["Joke"], ["Ali"])
    assert write(party, DEFINITIVE) == 1
    assert event_of(waiting_news(party.session, party.meeting, DEFINITIVE)[0]) == ("REQUEST", 0, "")


def test_nobody_gets_the_same_news_twice(party):
    write(party, DEFINITIVE)
    write(party, DEFINITIVE)
    assert release(party, DEFINITIVE) == 1

    assert (write(party, DEFINITIVE), audience_of(party.session, party.meeting, DEFINITIVE).to_write) == (
        0,
        (),
    )


def test_nothing_changed_means_nobody_to_tell(party):
    assert audience_of(party.session, party.meeting, CHANGE).to_write == ()


def test_change_goes_to_all_who_read_otherwise_with_a_calendar_file_that_is_newer(party):
    party.meeting.starts_at += timedelta(days=1)
    party.meeting.ends_at += timedelta(days=1)
    party.session.flush()

    audience = audience_of(party.session, party.meeting, CHANGE)
    assert (names(audience.to_write), names(audience.silent)) == (["Joke", "Rob"], ["Ali"])
    write(party, CHANGE)

    joke, rob = waiting_news(party.session, party.meeting, CHANGE)
    assert (event_of(joke), event_of(rob)) == (("REQUEST", 2, ""), ("PUBLISH", 2, ""))
    assert "donderdag 2 april 2026" in joke.body
    release(party, CHANGE)
    assert audience_of(party.session, party.meeting, CHANGE).to_write == ()


def test_change_after_writing_is_in_the_mail_that_leaves(party):
    write(party, DEFINITIVE)
    party.meeting.place = "Kerk"
    party.session.flush()

    release(party, DEFINITIVE)

    mail = party.mails()[-1]
    assert ("Waar: Kerk" in mail.body, mail.sequence, mail.state) == (True, 1, MessageState.RELEASED)


def test_cancelled_meeting_withdraws_what_waits_and_takes_itself_out_of_calendars(party):
    party.invite(party.linde, party.stil)
    write(party, DEFINITIVE)

    assert cancel_meeting(party.session, party.meeting, site=SITE, actor=party.actor, at=NOON) == 2

    waiting = waiting_news(party.session, party.meeting, CANCELLATION)
    assert [mail.recipient for mail in waiting] == ["joke@example.org", "rob@example.org"]
    assert {event_of(mail) for mail in waiting} == {("CANCEL", 1, "CANCELLED")}
    assert [mail.state for mail in party.mails() if mail.kind is MessageKind.MEETING_DEFINITIVE] == [
        MessageState.WITHDRAWN
    ]


def test_cancelling_by_mistake_can_be_taken_back_before_anyone_hears(party):
    cancel_meeting(party.session, party.meeting, site=SITE, actor=party.actor, at=NOON)

    revive_meeting(party.session, party.meeting, actor=party.actor, at=NOON)

    assert (party.meeting.cancelled_at, party.meeting.sequence) == (None, 2)
    assert waiting_news(party.session, party.meeting, CANCELLATION) == []
