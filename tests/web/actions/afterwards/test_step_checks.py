from datetime import timedelta

import pytest
from sqlalchemy import select

from models.message import MessageState
from models.person import Language
from models.step import CheckRound, StepLink, StepState
from tests.after import HALFWAY, SITE, Aftermath
from tests.builders import a_person
from web.actions.accounts.erasure import erase
from web.actions.accounts.own_choices import object_to
from web.actions.accounts.retention import Periods, clean
from web.actions.afterwards.step_checks import (
    LINK_LIFETIME,
    StepLinkUnknown,
    check_of,
    find_step_link,
    write_due_checks,
)
from web.actions.outbox import note_sent

pytestmark = pytest.mark.both_databases
HALF, END = CheckRound.HALFWAY, CheckRound.END


@pytest.fixture
def town(session):
    return Aftermath(session)


def recipients(town):
    return [(mail.recipient, mail.state) for mail in town.mails()]


def test_who_promised_something_is_asked_with_the_steps_that_are_not_over(town):
    town.step(town.bank)
    town.tell(town.step(town.bank, "Wij bakken brood."), StepState.DONE)
    town.tell(town.step(town.school, "Wij sturen een brief."), StepState.DROPPED)

    assert town.write(HALF) == 1

    (mail,) = town.mails()
    guest = town.guests[town.bank.id]
    assert (mail.recipient, mail.state, mail.subject) == (
        guest.email,
        MessageState.WAITING,
        "Hoe gaat het met uw stappen?",
    )
    assert "- Wij bellen de school. (uiterlijk vrijdag 1 mei 2026)" in mail.body
    assert "brood" not in mail.body


def test_the_mail_is_in_the_readers_language(town):
    town.guests[town.bank.id].language = Language.ENGLISH
    town.step(town.bank)

    town.write(END)

    assert town.mails()[0].subject == "What became of your steps?"


def test_nobody_is_asked_twice_in_a_round_whatever_is_pressed(town):
    town.step(town.bank)
    town.write(HALF)
    town.write(HALF)
    assert recipients(town) == [(f"gast{town.bank.id}@example.org", MessageState.WAITING)]

    assert (town.release(HALF), town.release(HALF), town.write(HALF), town.release(HALF)) == (1, 0, 0, 0)
    town.step(town.bank, "Nog een stap")

    assert write_due_checks(town.session, site=SITE, at=HALFWAY) == 0
    assert recipients(town) == [(f"gast{town.bank.id}@example.org", MessageState.RELEASED)]
    assert town.write(END) == 1


def test_who_objected_is_never_asked_not_even_when_the_mail_waited(town):
    guest = town.guests[town.bank.id]
    person = a_person(town.session, guest.email)
    town.step(town.bank)
    town.step(town.school)
    town.write(HALF)

    object_to(town.session, person, stops_mail=True, hides_contact=False, at=HALFWAY)
    town.release(HALF)

    assert [address for address, _ in recipients(town)] == [f"gast{town.school.id}@example.org"]
    assert check_of(town.session, town.meeting, HALF).silent == ("Voedselbank",)


def test_what_is_over_before_the_release_is_not_asked_after(town):
    step = town.step(town.bank)
    town.write(HALF)
    town.tell(step, StepState.DONE)

    assert town.release(HALF) == 0

    assert town.mails() == []


def test_a_contact_is_asked_where_nobody_is_known_and_whoever_wants_no_mail_is_not(town):
    town.step(town.bank, person=False)
    town.guests[town.school.id].email = ""
    town.step(town.school)
    town.library.members[0].person.stops_mail = True
    town.step(town.library, person=False)

    town.write(HALF)

    assert [address for address, _ in recipients(town)] == [
        "kanarie-school@example.org",
        "kanarie-voedselbank@example.org",
    ]
    assert check_of(town.session, town.meeting, HALF).silent == ("Bibliotheek",)


def test_on_its_day_the_mails_are_put_ready_and_wait(town):
    town.step(town.bank)

    day_before = HALFWAY - timedelta(days=1)
    assert write_due_checks(town.session, site=SITE, at=day_before) == 0
    assert write_due_checks(town.session, site=SITE, at=HALFWAY) == 1

    assert [state for _, state in recipients(town)] == [MessageState.WAITING]
    town.release(HALF)
    assert write_due_checks(town.session, site=SITE, at=HALFWAY + timedelta(days=92)) == 1


def test_who_was_never_asked_half_way_gets_one_mail_at_the_end(town):
    town.step(town.bank)
    write_due_checks(town.session, site=SITE, at=HALFWAY)

    assert write_due_checks(town.session, site=SITE, at=HALFWAY + timedelta(days=92)) == 1

    assert [mail.subject for mail in town.mails()] == ["Wat werd het met uw stappen?"]


def test_a_cancelled_meeting_asks_nothing(town):
    town.step(town.bank)
    town.meeting.cancelled_at = HALFWAY

    assert write_due_checks(town.session, site=SITE, at=HALFWAY) == 0


def test_the_link_opens_for_a_while_and_leaves_the_outbox_with_the_mail(town):
    town.step(town.bank)
    town.write(HALF)
    (mail,) = town.mails()
    token = town.token(mail)
    assert find_step_link(town.session, token, at=HALFWAY).organisation is town.bank
    town.release(HALF)
    (mail,) = town.mails()
    token = town.token(mail)

    note_sent(town.session, mail.id, at=HALFWAY)

    assert "/hoe-gaat-het/…" in mail.body
    assert token not in mail.body
    for secret, at in ((token, HALFWAY + LINK_LIFETIME + timedelta(days=1)), ("raden", HALFWAY)):
        with pytest.raises(StepLinkUnknown):
            find_step_link(town.session, secret, at=at)


def test_cleaning_up_names_and_mails_brings_no_second_mail(town):
    town.step(town.bank)
    town.write(HALF)
    town.release(HALF)
    for mail in town.mails():
        note_sent(town.session, mail.id, at=HALFWAY)
    later = HALFWAY + timedelta(days=91)
    periods = Periods(*(timedelta(days=days) for days in (180, 90, 365, 365)))

    clean(town.session, periods, at=later)

    assert write_due_checks(town.session, site=SITE, at=later) == 0
    assert town.write(HALF, later) == 0
    assert check_of(town.session, town.meeting, HALF).left == 1


def test_the_last_mail_goes_to_a_contact_once_the_attendees_are_forgotten(town):
    town.step(town.bank)
    later = HALFWAY + timedelta(days=93)
    periods = Periods(*(timedelta(days=days) for days in (30, 90, 365, 365)))
    clean(town.session, periods, at=later)

    town.write(END, later)

    assert [address for address, _ in recipients(town)] == ["kanarie-voedselbank@example.org"]
    assert "Beste Kanarie-Voedselbank" in town.mails()[0].body


def test_the_link_of_someone_who_is_erased_opens_nothing(town):
    guest = town.guests[town.bank.id]
    person = a_person(town.session, guest.email)
    town.step(town.bank)
    town.write(HALF)
    token = town.token(town.mails()[0])

    erase(town.session, person, at=HALFWAY)

    with pytest.raises(StepLinkUnknown):
        find_step_link(town.session, token, at=HALFWAY)
    assert town.session.scalars(select(StepLink.registration_id)).all() == [guest.id]
