"""What do the days after a meeting look like in tests, when people name who is the driving force?"""

from sqlalchemy import select

from models.message import Message, MessageKind
from models.organisation import Audience
from tests.after import SITE
from tests.meeting_day import MeetingDay
from web.actions.actor import Actor
from web.actions.afterwards.nomination_answers import answer_nomination
from web.actions.afterwards.nomination_overview import ask_named
from web.actions.afterwards.nominations import name_driver


class Afterwards(MeetingDay):
    """The day of the meeting; everyone may know the library's contact by name, and nobody the school's."""

    def __init__(self, session):
        super().__init__(session)
        self.reader = self.library.members[0].person
        self.library.members[0].name_for = Audience.MEETING
        self.person_key = f"{self.library.id}-{self.reader.id}"
        session.flush()

    def name(self, key=None, why="Begon gewoon.", by=None):
        guest = self.guests[(by or self.bank).id]
        actor = Actor(registration_id=guest.id)
        return name_driver(self.session, guest, key or self.person_key, why, actor=actor, at=self.at)

    def answer(self, nomination, agrees=True, actor=None):
        actor = actor or Actor(person_id=self.reader.id)
        answer_nomination(self.session, nomination.id, agrees=agrees, actor=actor, at=self.at)

    def ask(self):
        actor = Actor(person_id=self.organiser.id)
        return ask_named(self.session, self.meeting, site=SITE, actor=actor, at=self.at)

    def mails(self):
        return self.session.scalars(select(Message).where(Message.kind == MessageKind.NAMED)).all()
