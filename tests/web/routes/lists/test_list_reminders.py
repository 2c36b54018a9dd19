"""Organisers look at the mails of the day before, and let them go."""

from datetime import timedelta

import pytest

from models.message import Message, MessageKind, MessageState
from models.person import RegionOrganiser
from tests.town import Town
from web.clock import now


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(town.bank, town.library)
    town.publish()
    town.meeting.starts_at, town.meeting.ends_at = now() + timedelta(days=9), now() + timedelta(days=9.1)
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    session.flush()
    return town


def path(town, rest=""):
    return f"/bijeenkomsten/{town.meeting.id}/dag-ervoor{rest}"


def states(session):
    return [mail.state for mail in session.query(Message).filter_by(kind=MessageKind.LIST_REMINDER)]


def test_organiser_writes_reads_and_releases_without_seeing_the_secret(session, town, signed_in):
    browser = signed_in(town.organiser)
    assert "2 personen kunnen nog een mail krijgen." in browser.get(path(town)).text

    written = browser.post(path(town), follow_redirects=True).text
    released = browser.post(path(town, "/versturen"), follow_redirects=True).text

    assert ("2 mails wachten op u" in written, "/lijst/…" in written) == (True, True)
    assert "2 mails gaan op de dag ervoor weg." in released
    assert states(session) == [MessageState.RELEASED] * 2
    again = browser.post(path(town, "/versturen"), follow_redirects=True).text
    assert "Er wachtte geen mail meer." in again


def test_who_comes_without_a_list_is_named_and_late_mails_say_that_they_leave_now(session, town, signed_in):
    browser = signed_in(town.organiser)
    town.meeting.starts_at = now() + timedelta(hours=3)
    browser.post(path(town))

    released = browser.post(path(town, "/versturen"), follow_redirects=True).text

    assert "2 mails gaan nu weg." in released
    assert "School" in released.partition("Zonder lijst, en dus zonder mail")[2]


def test_before_publication_and_after_the_meeting_the_page_says_why_there_is_nothing(town, signed_in):
    browser = signed_in(town.organiser)
    town.meeting.starts_at, town.meeting.ends_at = now() - timedelta(hours=2), now() - timedelta(hours=1)

    assert "Er gaat geen mail meer weg." in browser.get(path(town)).text


def test_others_neither_see_nor_send(session, town, signed_in, client):
    browsers = [signed_in(town.bank.members[0].person), client]

    assert [one.get(path(town)).status_code for one in browsers] == [404, 302]
    assert [one.post(path(town)).status_code for one in browsers] == [404, 401]
    assert [one.post(path(town, "/versturen")).status_code for one in browsers] == [404, 401]
    assert states(session) == []
