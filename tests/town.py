"""What does a published meeting look like in tests? A small town where three organisations come."""

from datetime import timedelta

from matcher.proposals import ReasonCode
from matcher.review import ReviewState
from models.message import Message
from models.organisation import Audience, OrganisationMember, OrganisationRole
from models.proposal import ProposalReason, ScorePart
from tests.builders import (
    NOON,
    a_kind,
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

BASE_URL = "http://localhost"


class Town:
    """A food bank, a library and a school that come to a meeting; each has a contact, a canary."""

    def __init__(self, session):
        self.session = session
        region = a_region(session, "AM06", "GM0232")
        self.organiser = a_person(session, "organiser@example.org")
        self.meeting = a_meeting(session, region)
        self.bank = self.organisation("Voedselbank", "voedselbank", "volunteers")
        self.library = self.organisation("Bibliotheek", "bibliotheek", "education")
        self.school = self.organisation("School", "school", "education")
        self.guests = {
            one.id: a_registration(session, self.meeting, one)
            for one in (self.bank, self.library, self.school)
        }
        for guest in self.guests.values():
            guest.email = f"gast{guest.organisation_id}@example.org"
        self.run = a_run(session, self.meeting)

    def organisation(self, name, kind, sector):
        organisation = an_organisation(
            self.session, name, kind=a_kind(self.session, kind, sector), municipality_code="GM0232"
        )
        self.contact(organisation, f"kanarie-{kind}@example.org")
        return organisation

    def contact(self, organisation, email, **member):
        person = a_person(self.session, email)
        told = {
            "role": OrganisationRole.EDITOR,
            "name": person.name,
            "function": "coördinator",
            "name_for": Audience.PARTNERS,
            "email_for": Audience.PARTNERS,
            "phone_for": Audience.PARTNERS,
            **member,
        }
        self.session.add(OrganisationMember(organisation_id=organisation.id, person_id=person.id, **told))
        self.session.flush()
        return person

    def approve(self, *organisations, reasons=()):
        names = ("helps_first", "helps_second") if len(organisations) == 2 else ("weakest", "mix")
        return a_proposal(
            self.session,
            self.run,
            *organisations,
            state=ReviewState.APPROVED,
            decided_by=self.organiser.id,
            decided_at=NOON,
            parts=[ScorePart(name=name, value=0.5) for name in names],
            reasons=[ProposalReason(position=i, strength=0.5, **told) for i, told in enumerate(reasons)],
        )

    def publish(self, hours=0):
        actor = Actor(person_id=self.organiser.id)
        at = NOON + timedelta(hours=hours)
        return publish(self.session, self.meeting, base_url=BASE_URL, actor=actor, at=at)

    def cancel(self, organisation):
        self.guests[organisation.id].cancelled_at = NOON
        self.guests[organisation.id].place_number = None
        self.session.flush()

    def link_of(self, organisation):
        """The clear text of the personal link in the newest mail to this organisation's attendee."""
        guest = self.guests[organisation.id]
        mails = self.session.query(Message).filter_by(registration_id=guest.id).order_by(Message.id.desc())
        return next(line for line in mails.first().body.splitlines() if "/lijst/" in line)

    def need(self, organisation, partner, need, offer):
        return {
            "code": ReasonCode.NEED_ANSWERED,
            "organisation_id": organisation.id,
            "partner_id": partner.id,
            "quote": need,
            "partner_quote": offer,
        }


class ExpertsTown(Town):
    """The same town, where someone who speaks from experience is matched with the food bank."""

    def __init__(self, session, expert):
        super().__init__(session)
        expert.municipality_code = "GM0232"
        self.guests[expert.id] = a_registration(session, self.meeting, expert)
        self.guests[expert.id].name = expert.name
        self.approve(
            self.bank, expert, reasons=[self.need(self.bank, expert, "Wie leest mee?", "Ik lees uw brief")]
        )
        self.publish()
