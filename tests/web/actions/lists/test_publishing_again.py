"""Publishing again changes only what changed: lists, mails, links; earlier links live on."""

import pytest

from models.queries import publications as published
from tests.table import LATER, Table, link_in
from web.actions.accounts.sign_in import hash_secret
from web.actions.lists.publishing import reach_of
from web.actions.organising.registrations import Attendee, change_attendee

pytestmark = pytest.mark.both_databases


@pytest.fixture
def table(session):
    return Table(session)


def test_publish_twice_changes_nothing(table):
    table.approve(table.bank, table.bailiff)

    first = table.publish()
    again = table.publish(LATER)

    assert again is first
    assert again.number == 1
    assert len(table.mails()) == 2


def test_publish_again_keeps_a_mail_that_still_waits(table):
    table.approve(table.bank, table.bailiff)
    table.publish()
    token = link_in(table.mail_to(table.bank)[0])

    table.approve(table.bank, table.library)
    publication = table.publish(LATER)

    assert publication.number == 2
    assert len(table.mail_to(table.bank)) == 1
    assert table.guests[table.bank.name].link_hash == hash_secret(token)


def test_publish_again_tells_those_whose_list_changed_and_keeps_their_old_link(table):
    table.approve(table.bank, table.bailiff)
    table.publish()
    table.release_all()

    table.approve(table.bank, table.library)
    table.publish(LATER)

    old, new = table.mail_to(table.bank)
    assert new.subject == "Uw lijst voor Kring is veranderd"
    guest = table.guests[table.bank.name]
    found = [
        published.registration_with_link(table.session, hash_secret(link_in(mail))) for mail in (old, new)
    ]
    assert found == [guest, guest]
    assert len(table.mail_to(table.bailiff)) == 1


def test_publish_again_writes_to_a_new_address_and_withdraws_the_old_link(table):
    table.approve(table.bank, table.bailiff)
    table.publish()
    guest, successor = table.guests[table.bank.name], Attendee("Opvolger", "opvolger@example.org")
    change_attendee(table.session, guest, successor, actor=table.actor, at=LATER)

    table.publish(LATER)

    old, new = table.mail_to(table.bank)
    assert new.recipient == "opvolger@example.org"
    assert new.subject == "Uw lijst voor Kring"
    assert published.registration_with_link(table.session, hash_secret(link_in(old))) is None
    assert old not in reach_of(table.session, table.meeting).waiting


def test_change_attendee_ends_the_links_of_another_address(table):
    table.approve(table.bank, table.bailiff)
    table.publish()
    guest = table.guests[table.bank.name]
    token = link_in(table.mail_to(table.bank)[0])

    change_attendee(
        table.session, guest, Attendee("Opvolger", "nieuw@example.org"), actor=table.actor, at=LATER
    )

    assert published.registration_with_link(table.session, hash_secret(token)) is None


def test_registration_with_link_knows_no_one_who_cancelled(table):
    table.approve(table.bank, table.bailiff)
    table.publish()
    token = link_in(table.mail_to(table.bank)[0])
    table.guests[table.bank.name].cancelled_at = LATER
    table.guests[table.bank.name].place_number = None
    table.session.flush()

    assert published.registration_with_link(table.session, hash_secret(token)) is None


def test_reach_of_tells_who_must_be_told_in_another_way(table):
    table.approve(table.bank, table.bailiff)
    table.guests[table.bailiff.name].email = ""
    assert reach_of(table.session, table.meeting) is None

    publication = table.publish()

    reach = reach_of(table.session, table.meeting)
    assert reach.publication is publication
    assert reach.waiting == tuple(table.mail_to(table.bank))
    assert reach.left == ()
    assert reach.without_address == (table.guests[table.bailiff.name],)
    assert reach.without_list == (table.library,)
