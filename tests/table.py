"""What is there to publish in tests? A meeting of three organisations, with a run."""

from datetime import timedelta

from matcher.review import ReviewState
from models.message import Message, MessageState
from models.proposal import ScorePart
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
from web.actions.lists.publishing import publish

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


def entries(publication):
    return [(entry.organisation_id, entry.position, entry.proposal_id) for entry in publication.entries]


def link_in(mail):
    return next(line for line in mail.body.splitlines() if "/lijst/" in line).rpartition("/")[2]
