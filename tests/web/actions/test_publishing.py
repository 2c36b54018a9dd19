"""Publishing turns approved proposals into lists, links and waiting mails, once."""

from datetime import timedelta

import pytest

from matcher.review import ReviewState
from models.log import LogEntry
from models.message import Message, MessageState
from models.person import Language
from models.proposal import ScorePart
from models.queries import publications as published
from tests.builders import (
    NOON,
    a_meeting,
    a_person,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
)
from web.actions.actor import Actor
from web.actions.publishing import NoDoneRun, NothingApproved, publish, reach_of
from web.actions.registrations import Attendee, change_attendee
from web.actions.sign_in import hash_secret

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(hours=1)
BASE_URL = "https://onverwacht.example"


class Table:
    """A meeting where three organisations come, each with one person, and a run with proposals."""

    def __init__(self, session):
        self.session = session
        region = a_region(session, "AM06", "GM0232")
        self.organiser = a_person(session, "organiser@example.org")
        self.actor = Actor(person_id=self.organiser.id, organises=frozenset({"AM06"}))
        self.meeting = a_meeting(session, region)
        self.bank = an_organisation(session, "Voedselbank De Rode Raap")
        self.bailiff = an_organisation(session, "Deurwaarders Zacht & Hard")
        self.library = an_organisation(session, "Bibliotheek Het Open Boek")
        self.guests = {
            organisation.name: a_registration(session, self.meeting, organisation)
            for organisation in (self.bank, self.bailiff, self.library)
        }
        for number, guest in enumerate(self.guests.values()):
            guest.email = f"gast{number}@example.org"
        self.run = a_run(session, self.meeting)

    def approve(self, *organisations, score=0.5):
        names = ("helps_first", "helps_second") if len(organisations) == 2 else ("weakest", "mix")
        return a_proposal(
            self.session,
            self.run,
            *organisations,
            score=score,
            state=ReviewState.APPROVED,
            decided_by=self.organiser.id,
            decided_at=NOON,
            parts=[ScorePart(name=name, value=0.5) for name in names],
        )

    def publish(self, at=NOON):
        return publish(self.session, self.meeting, base_url=BASE_URL, actor=self.actor, at=at)

    def mails(self):
        return self.session.query(Message).order_by(Message.id).all()

    def mail_to(self, organisation):
        guest = self.guests[organisation.name]
        return [mail for mail in self.mails() if mail.registration_id == guest.id]

    def release_all(self):
        for mail in self.mails():
            mail.state = MessageState.RELEASED


@pytest.fixture
def table(session):
    return Table(session)


def entries(publication):
    return [(entry.organisation_id, entry.position, entry.proposal_id) for entry in publication.entries]


def link_in(mail):
    return next(line for line in mail.body.splitlines() if "/lijst/" in line).rpartition("/")[2]


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
    table.guests[table.bank.name].email = "opvolger@example.org"

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
