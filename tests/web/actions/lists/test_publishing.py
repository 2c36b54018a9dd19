"""Publishing turns approved proposals into lists, links and waiting mails, once."""

import pytest

from models.log import LogEntry
from models.message import MessageState
from models.person import Language
from models.queries import publications as published
from tests.builders import (
    NOON,
    a_proposal,
    an_organisation,
)
from tests.table import Table, entries, link_in
from web.actions.accounts.sign_in import hash_secret
from web.actions.lists.publishing import NoDoneRun, NothingApproved

pytestmark = pytest.mark.both_databases


@pytest.fixture
def table(session):
    return Table(session)


def test_publish_lists_approved_proposals_best_first(table):
    second = table.approve(table.bank, table.bailiff, score=0.4)
    first = table.approve(table.bank, table.library, score=0.9)

    publication = table.publish()

    assert publication.number == 1
    assert set(entries(publication)) == {
        (table.bank.id, 1, first.id),
        (table.bank.id, 2, second.id),
        (table.bailiff.id, 1, second.id),
        (table.library.id, 1, first.id),
    }
    assert table.session.query(LogEntry.action).all() == [("publish",)]


def test_publish_leaves_out_what_is_not_approved(table):
    a_proposal(table.session, table.run, table.bank, table.library)
    approved = table.approve(table.bank, table.bailiff)

    publication = table.publish()

    assert {entry.proposal_id for entry in publication.entries} == {approved.id}


def test_publish_leaves_out_a_pairing_when_one_side_does_not_come(table):
    table.approve(table.bank, table.library)
    stays = table.approve(table.bank, table.bailiff)
    table.guests[table.library.name].cancelled_at = NOON
    table.guests[table.library.name].place_number = None
    table.session.flush()

    publication = table.publish()

    assert {entry.proposal_id for entry in publication.entries} == {stays.id}


def test_publish_keeps_a_coalition_of_three_who_come(table):
    shop = an_organisation(table.session, "Kringloop Tweede Kans")
    coalition = table.approve(table.bank, table.bailiff, table.library, shop)

    publication = table.publish()

    assert sorted(entries(publication)) == [
        (organisation.id, 1, coalition.id) for organisation in (table.bank, table.bailiff, table.library)
    ]


def test_publish_refuses_without_a_run(table):
    table.session.delete(table.run)
    table.session.flush()

    with pytest.raises(NoDoneRun):
        table.publish()


def test_publish_refuses_when_nothing_is_approved(table):
    a_proposal(table.session, table.run, table.bank, table.library)

    with pytest.raises(NothingApproved):
        table.publish()


def test_publish_writes_one_waiting_mail_per_person_with_a_list_and_an_address(table):
    table.approve(table.bank, table.bailiff)
    table.guests[table.bailiff.name].email = ""
    table.guests[table.bank.name].language = Language.ENGLISH

    table.publish()

    (mail,) = table.mails()
    assert (mail.recipient, mail.state, mail.language) == (
        "gast0@example.org",
        MessageState.WAITING,
        Language.ENGLISH,
    )
    assert mail.subject == "Your list for Kring"
    assert "Wednesday 1 April 2026 at 13:00" in mail.body
    assert "BEGIN:VCALENDAR" in mail.calendar


def test_publish_stores_only_the_hash_of_the_link(table):
    table.approve(table.bank, table.bailiff)

    table.publish()

    token = link_in(table.mail_to(table.bank)[0])
    guest = table.guests[table.bank.name]
    assert guest.link_hash == hash_secret(token)
    assert published.registration_with_link(table.session, hash_secret(token)) is guest
