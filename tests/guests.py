"""What does inviting start from in tests? A meeting, an organiser, and organisations with people."""

from models.message import Message, MessageState
from models.person import Language
from tests.builders import NOON, a_kind, a_meeting, a_member, a_person, a_region, an_organisation
from web.actions.actor import Actor
from web.actions.organising.inviting import invite_guests, release_asking
from web.actions.outbox import note_sent
from web.actions.site import Site

SITE = Site("https://onverwacht.example", "Onverwacht <hallo@mail.example>")


class Party:
    """A meeting in Epe; `linde` and `raap` can be written to, `molen` has nobody, `stil` wants no mail."""

    def __init__(self, session, **meeting):
        self.session = session
        self.region = a_region(session, "AM06", "GM0232", "GM0200")
        self.organiser = a_person(session, "organisator@example.org")
        self.actor = Actor(person_id=self.organiser.id, organises=frozenset({"AM06"}))
        told = {"title": "Kring", "place": "Stadhuis", "goal": "Samen een stap", **meeting}
        self.meeting = a_meeting(session, self.region, **told)
        self.linde = self.organisation("De Linde", "ans@example.org")
        self.raap = self.organisation("De Raap", "rob@example.org", Language.ENGLISH)
        self.molen = self.organisation("De Molen")
        self.stil = self.organisation("De Stilte", "stil@example.org")
        self.stil.members[0].person.stops_mail = True
        session.flush()

    def organisation(self, name, email="", language=Language.DUTCH, **columns):
        told = {"kind": a_kind(self.session), "municipality_code": "GM0232", **columns}
        organisation = an_organisation(self.session, name, **told)
        if email:
            a_member(self.session, organisation, email, "owner").language = language
        return organisation

    def invite(self, *organisations, at=NOON):
        ids = [one.id for one in organisations]
        return invite_guests(self.session, self.meeting, ids, site=SITE, actor=self.actor, at=at)

    def release(self, at=NOON):
        return release_asking(self.session, self.meeting, None, site=SITE, actor=self.actor, at=at)

    def send(self, at=NOON):
        """Let all waiting invitations go, and arrive."""
        self.release(at)
        for message in self.mails():
            if message.state is MessageState.RELEASED:
                note_sent(self.session, message.id, at=at)
        self.session.flush()

    def mails(self):
        return self.session.query(Message).order_by(Message.id).all()


def link_in(message, word=""):
    """The path of the first link to answer with in this mail, `word` = ja or nee."""
    found = next(line for line in message.body.splitlines() if "/komt-u/" in line and line.endswith(word))
    return found.removeprefix(SITE.base_url).removeprefix("http://localhost")
