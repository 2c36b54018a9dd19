from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models.guest import MeetingInvitation, WaitingGuest
from models.job import Job, JobName
from models.message import Message, MessageKind, MessageState
from models.person import Language
from models.queries.invitations import registrations_of
from tests.builders import NOON
from tests.guests import SITE, Party
from web.actions.actor import NOBODY
from web.actions.organising.coming import come, decline, fill_places, stop_waiting
from web.actions.organising.registrations import (
    AlreadyRegisteredError,
    Attendee,
    MeetingFullError,
    MeetingIsCancelledError,
    TooManyPersonsError,
    cancel,
    register,
    walk_in,
)

pytestmark = pytest.mark.both_databases
JOKE, ALI, BO = Attendee("Joke", "joke@example.org"), Attendee("Ali"), Attendee("Bo", "bo@example.org")


@pytest.fixture
def party(session):
    return Party(session, capacity=3)


def say(party, organisation, *people):
    return come(party.session, party.meeting, organisation, people, site=SITE, actor=NOBODY, at=NOON)


def coming(party, organisation):
    return [one.name for one in registrations_of(party.session, party.meeting.id, organisation.id)]


def waiting(party):
    return party.session.scalars(select(WaitingGuest.name).order_by(WaitingGuest.id)).all()


def written(party):
    return [(mail.kind, mail.recipient) for mail in party.mails()]


def test_who_comes_gets_a_mail_with_the_meeting_for_the_calendar(party):
    came = say(party, party.linde, JOKE, ALI)

    assert ([one.name for one in came.coming], came.waiting) == (["Joke", "Ali"], ())
    (mail,) = party.mails()
    assert (mail.kind, mail.recipient, mail.state) == (
        MessageKind.COMING,
        "joke@example.org",
        MessageState.RELEASED,
    )
    calendar = Calendar.from_ical(mail.calendar)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["method"], str(event["attendee"]), str(event["organizer"])) == (
        "REQUEST",
        "mailto:joke@example.org",
        "mailto:hallo@mail.example",
    )
    assert (event["attendee"].params["PARTSTAT"], event["attendee"].params["RSVP"]) == ("ACCEPTED", "FALSE")


def test_who_does_not_fit_waits_and_is_told(party):
    say(party, party.linde, JOKE, ALI)

    came = say(party, party.raap, Attendee("Cas", language=Language.ENGLISH), BO)

    assert ([one.name for one in came.coming], [one.name for one in came.waiting]) == (["Cas"], ["Bo"])
    assert written(party)[-1] == (MessageKind.WAITING_LIST, "bo@example.org")


def test_newcomers_wait_behind_who_waits_already_although_a_place_fell_free(party):
    first = say(party, party.linde, JOKE, ALI).coming
    say(party, party.raap, Attendee("Cas"), BO)
    cancel(party.session, first[0], actor=NOBODY, at=NOON)

    came = say(party, party.molen, Attendee("Dirk"))

    assert (came.coming, waiting(party)) == ((), ["Bo", "Dirk"])
    jobs = party.session.execute(select(Job.name, Job.arguments)).all()
    assert (JobName.FILL_PLACES, {"meeting_id": party.meeting.id}) in [tuple(row) for row in jobs]


def test_place_that_falls_free_goes_to_who_waits_longest_who_is_told(party):
    first = say(party, party.linde, JOKE, ALI).coming
    say(party, party.raap, Attendee("Cas"), BO)
    say(party, party.molen, Attendee("Dirk"))
    cancel(party.session, first[0], actor=NOBODY, at=NOON)

    assert fill_places(party.session, party.meeting, site=SITE, at=NOON) == 1

    assert (coming(party, party.raap), waiting(party)) == (["Cas", "Bo"], ["Dirk"])
    assert written(party)[-1] == (MessageKind.PLACE_FREE, "bo@example.org")
    assert fill_places(party.session, party.meeting, site=SITE, at=NOON) == 0


def test_nobody_moves_up_beyond_the_maximum_of_their_organisation(party):
    say(party, party.linde, JOKE, ALI)
    say(party, party.raap, Attendee("Cas"), BO)
    say(party, party.molen, Attendee("Dirk"))
    party.meeting.maximum_persons = 2
    party.meeting.capacity = 5
    party.session.flush()
    register(party.session, party.meeting, party.raap, [Attendee("Eva")], actor=NOBODY, at=NOON)

    fill_places(party.session, party.meeting, site=SITE, at=NOON)

    assert (coming(party, party.molen), waiting(party)) == (["Dirk"], ["Bo"])


def test_third_person_is_refused_also_when_the_others_wait(party):
    say(party, party.linde, JOKE, ALI)
    say(party, party.raap, Attendee("Cas"), BO)

    with pytest.raises(TooManyPersonsError):
        say(party, party.raap, Attendee("Fien"))
    assert waiting(party) == ["Bo"]


def test_who_waits_cannot_be_added_again(party):
    say(party, party.linde, JOKE, ALI)
    say(party, party.raap, Attendee("Cas"))
    say(party, party.molen, BO)

    with pytest.raises(AlreadyRegisteredError):
        say(party, party.molen, BO)
    with pytest.raises(AlreadyRegisteredError):
        say(party, party.stil, Attendee("Eva"), Attendee("eva"))
    assert waiting(party) == ["Bo"]


def test_yes_stops_the_reminder_that_waits(party):
    party.invite(party.linde)

    say(party, party.linde, JOKE)

    assert [mail.state for mail in party.mails()] == [MessageState.WITHDRAWN, MessageState.RELEASED]


def test_no_cancels_everyone_and_lets_the_waiting_list_move(party):
    party.invite(party.linde)
    say(party, party.linde, JOKE, ALI)
    say(party, party.raap, Attendee("Cas"), BO)

    decline(party.session, party.meeting, party.linde, actor=NOBODY, at=NOON)
    decline(party.session, party.meeting, party.linde, actor=NOBODY, at=NOON)
    fill_places(party.session, party.meeting, site=SITE, at=NOON)

    assert (coming(party, party.linde), coming(party, party.raap)) == ([], ["Cas", "Bo"])
    invitation = party.session.get(MeetingInvitation, (party.meeting.id, party.linde.id))
    assert invitation.declined_at == NOON


def test_yes_after_no_counts(party):
    party.invite(party.linde)
    decline(party.session, party.meeting, party.linde, actor=NOBODY, at=NOON)

    say(party, party.linde, JOKE)

    invitation = party.session.get(MeetingInvitation, (party.meeting.id, party.linde.id))
    assert (coming(party, party.linde), invitation.declined_at) == (["Joke"], None)


def test_nobody_who_objected_gets_a_mail(party):
    say(party, party.stil, Attendee("Stil", "stil@example.org"))

    assert party.mails() == []


def test_who_stops_waiting_is_off_the_list(party):
    say(party, party.linde, JOKE, ALI)
    guest = say(party, party.raap, Attendee("Cas"), BO).waiting[0]

    stop_waiting(party.session, guest, actor=NOBODY, at=NOON)

    assert waiting(party) == []


def test_register_itself_keeps_to_the_capacity(party):
    register(party.session, party.meeting, party.linde, [JOKE, ALI], actor=NOBODY, at=NOON)

    with pytest.raises(MeetingFullError) as refusal:
        register(party.session, party.meeting, party.raap, [Attendee("Cas"), BO], actor=NOBODY, at=NOON)

    assert refusal.value.left == 1


def test_walk_in_comes_in_also_where_the_meeting_is_full_but_not_as_a_third(party):
    party.meeting.capacity = 1
    say(party, party.linde, JOKE)
    at = party.meeting.starts_at + timedelta(minutes=5)

    bo = walk_in(party.session, party.meeting, party.linde, BO, actor=NOBODY, at=at)

    assert (bo.arrived_at, bo.place_number) == (at, 2)
    with pytest.raises(TooManyPersonsError):
        walk_in(party.session, party.meeting, party.linde, ALI, actor=NOBODY, at=at)


def test_nobody_answers_for_a_meeting_that_is_off(party):
    party.meeting.cancelled_at = NOON

    with pytest.raises(MeetingIsCancelledError):
        say(party, party.linde, JOKE)
    assert party.session.scalars(select(Message)).all() == []
