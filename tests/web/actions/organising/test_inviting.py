from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models.guest import AnswerLink, LetterKind, MeetingInvitation
from models.job import Job
from models.message import MessageKind, MessageState
from models.person import Language
from tests.builders import NOON, a_registration
from tests.guests import SITE, Party, link_in
from web.actions.actor import NOBODY
from web.actions.organising.guest_list import GuestState, guest_list
from web.actions.organising.inviting import (
    AnsweredAlready,
    remind,
    resend,
    rewrite,
    to_remind,
    uninvite,
    waiting_asking,
)
from web.actions.organising.letters import letters_for, save_letters
from web.actions.organising.registrations import MeetingIsCancelledError, cancel
from web.actions.outbox import note_failure
from web.mail import Mail

pytestmark = pytest.mark.both_databases
LATER = NOON + timedelta(days=3)


@pytest.fixture
def party(session):
    return Party(session)


def states(party):
    return {guest.organisation.name: guest.state for guest in guest_list(party.session, party.meeting).guests}


def test_everyone_invited_is_on_the_list_and_who_can_be_written_to_has_a_waiting_mail(party):
    count = party.invite(party.linde, party.raap, party.molen, party.stil)

    assert count == 4
    assert [(mail.recipient, mail.state, mail.kind) for mail in party.mails()] == [
        ("ans@example.org", MessageState.WAITING, MessageKind.MEETING_INVITATION),
        ("rob@example.org", MessageState.WAITING, MessageKind.MEETING_INVITATION),
    ]
    assert states(party) == {
        "De Linde": GuestState.WAITING,
        "De Molen": GuestState.NOBODY,
        "De Raap": GuestState.WAITING,
        "De Stilte": GuestState.OBJECTED,
    }
    assert party.session.scalars(select(Job)).all() == []


def test_mail_is_in_the_language_of_its_reader_with_everything_filled_in(party):
    party.invite(party.linde, party.raap)

    dutch, english = party.mails()
    assert (dutch.subject, english.subject) == ("Uitnodiging: Kring", "Invitation: Kring")
    assert "Wij nodigen De Linde uit voor Kring.\n\nWanneer: woensdag 1 april 2026 om 13.00 uur" in dutch.body
    assert "Beste Ans,\n" in dutch.body
    assert "uiterlijk donderdag 19 maart 2026" in dutch.body
    assert "We invite De Raap to Kring." in english.body
    assert [word in dutch.body for word in ("[", "]")] == [False, False]


def test_calendar_file_of_an_invitation_may_be_looked_at_and_has_the_state_of_the_meeting(party):
    party.invite(party.linde)
    (mail,) = party.mails()

    calendar = Calendar.from_ical(mail.calendar)

    (event,) = calendar.walk("VEVENT")
    uid = f"bijeenkomst-{party.meeting.id}@onverwacht.example"
    assert (calendar["method"], event["uid"], event["sequence"]) == ("PUBLISH", uid, 0)


def test_inviting_twice_or_someone_who_comes_adds_nothing(party):
    a_registration(party.session, party.meeting, party.raap)
    party.invite(party.linde)

    assert party.invite(party.linde, party.raap) == 0
    assert len(party.mails()) == 1


def test_nobody_is_invited_to_a_meeting_that_is_off(party):
    party.meeting.cancelled_at = NOON

    with pytest.raises(MeetingIsCancelledError):
        party.invite(party.linde)


def test_released_mail_tells_of_the_meeting_as_it_is_now(party):
    party.invite(party.linde, party.raap)
    party.meeting.place = "Bibliotheek"
    party.session.flush()

    assert party.release() == 2

    bodies = [mail.body for mail in party.mails()]
    assert ["Bibliotheek" in body for body in bodies] == [True, True]
    assert ["SEQUENCE:1" in mail.calendar for mail in party.mails()] == [True, True]
    assert {mail.state for mail in party.mails()} == {MessageState.RELEASED}


def test_sent_mail_keeps_its_text_without_the_secret(party):
    party.invite(party.linde)
    party.send()

    (mail,) = party.mails()
    assert "/komt-u/…/ja" in mail.body
    assert states(party) == {"De Linde": GuestState.SENT}


def test_new_words_reach_the_mails_that_wait(party):
    party.invite(party.linde, party.raap)
    letters = letters_for(party.session, party.meeting, LetterKind.INVITATION)
    letters[Language.DUTCH] = Mail("Kom ook", "Hallo [naam]\n\n[antwoord]\n")
    save_letters(party.session, party.meeting, LetterKind.INVITATION, letters, actor=party.actor, at=NOON)

    waiting = waiting_asking(party.session, party.meeting)
    rewrite(party.session, party.meeting, waiting, site=SITE, at=NOON)

    assert [mail.subject for mail in party.mails()] == ["Kom ook", "Invitation: Kring"]
    assert party.mails()[0].body.startswith("Hallo Ans\n\nJa, wij komen:\nhttps://onverwacht.example/komt-u/")


def test_reminders_go_to_who_was_written_to_and_has_not_answered(party):
    molenaar = party.organisation("De Akker", "akker@example.org")
    declines = party.organisation("De Beek", "beek@example.org")
    party.invite(party.linde, party.raap, party.molen, party.stil, declines)
    party.send()
    party.invite(molenaar, at=LATER)  # its mail still waits
    a_registration(party.session, party.meeting, party.raap)
    party.session.get(MeetingInvitation, (party.meeting.id, declines.id)).declined_at = NOON
    party.session.flush()

    assert [one.name for one in to_remind(party.session, party.meeting, at=LATER)] == ["De Linde"]
    (reminder,) = remind(party.session, party.meeting, site=SITE, at=LATER)

    assert (reminder.kind, reminder.recipient) == (MessageKind.MEETING_REMINDER, "ans@example.org")
    assert to_remind(party.session, party.meeting, at=LATER) == []  # one waits already


def test_who_was_just_written_to_is_not_reminded_yet(party):
    party.invite(party.linde)
    party.send()

    assert to_remind(party.session, party.meeting, at=NOON, silent_for=timedelta(days=2)) == []


def test_failed_mail_can_be_sent_again_with_a_new_link(party):
    party.invite(party.linde)
    party.release()
    (mail,) = party.mails()
    note_failure(party.session, mail.id, problem="SMTPRecipientsRefused", retry_at=None, at=NOON)
    assert states(party) == {"De Linde": GuestState.FAILED}

    resend(party.session, party.meeting, [party.linde.id], site=SITE, actor=party.actor, at=LATER)

    assert [one.state for one in party.mails()] == [MessageState.FAILED, MessageState.RELEASED]
    assert link_in(party.mails()[0]) != link_in(party.mails()[1])
    assert states(party) == {"De Linde": GuestState.ON_ITS_WAY}


def test_mail_server_that_is_away_is_seen_with_the_moment_of_the_next_try(party):
    party.invite(party.linde)
    party.release()
    note_failure(
        party.session, party.mails()[0].id, problem="ConnectionRefusedError", retry_at=LATER, at=NOON
    )

    guests = guest_list(party.session, party.meeting)

    assert (guests.guests[0].state, guests.next_try) == (GuestState.RETRYING, LATER)


def test_who_has_answered_is_not_invited_again_and_stays_on_the_list(party):
    party.invite(party.linde)
    a_registration(party.session, party.meeting, party.linde)

    with pytest.raises(AnsweredAlready):
        resend(party.session, party.meeting, [party.linde.id], site=SITE, actor=NOBODY, at=NOON)
    with pytest.raises(AnsweredAlready):
        uninvite(party.session, party.meeting, party.linde.id, actor=NOBODY, at=NOON)


def test_taken_off_the_list_its_mail_does_not_go_and_its_link_is_dead(party):
    party.invite(party.linde)

    uninvite(party.session, party.meeting, party.linde.id, actor=party.actor, at=NOON)

    assert (states(party), [mail.state for mail in party.mails()]) == ({}, [MessageState.WITHDRAWN])
    assert party.session.scalars(select(AnswerLink)).all() == []


def test_organisation_whose_last_person_cancels_counts_as_not_coming(party):
    party.invite(party.linde)
    party.send()
    registration = a_registration(party.session, party.meeting, party.linde)
    assert states(party) == {"De Linde": GuestState.COMING}

    cancel(party.session, registration, actor=party.actor, at=NOON)
    party.session.flush()

    assert states(party) == {"De Linde": GuestState.DECLINED}
    assert to_remind(party.session, party.meeting, at=LATER) == []
