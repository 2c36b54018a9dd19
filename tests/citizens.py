"""Who has something private in tests? People with a canary in every field, whom nobody else may hear sing."""

from datetime import timedelta

from sqlalchemy import LargeBinary, select

from matcher.review import RefusalReason, ReviewState
from models.draft import Draft
from models.guest import AnswerLink, WaitingGuest
from models.log import ContactView, LogEntry
from models.membership import Invitation, JoinRequest
from models.message import Message, MessageKind
from models.organisation import Audience, OrganisationMember, OrganisationRole
from models.person import EmailChange, Language, Person, RegionOrganiser, SignInToken, UserSession
from models.proposal import ReviewDecision
from models.registration import Registration
from models.tables import ALL_TABLES
from tests.builders import NOON, an_organisation
from tests.town import Town
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import Actor

HIDDEN = {f"{detail}_for": Audience.ORGANISERS for detail in ("name", "email", "phone")}


class Citizen:
    """A person with `canary` in each private field; their own organisation comes to the town's meeting."""

    def __init__(self, town: Town, canary: str, *, organises: bool = False, **audiences: Audience):
        session = self.session = town.session
        self.canary = canary
        self.email = f"{canary}@example.org"
        self.person = Person(
            email=self.email, name=f"Pia {canary}-naam", phone=f"06-{canary}-telefoon", created_at=NOON
        )
        session.add(self.person)
        session.flush()
        self.organisation = an_organisation(session, f"Huis {canary[:3]}", municipality_code="GM0232")
        self.member = self.write_down(self.organisation, **audiences)
        self.registration = self._registration(town)
        self._writings(town)
        if organises:
            self._organise(town)
        session.flush()

    def write_down(self, organisation, role=OrganisationRole.OWNER, **audiences):
        member = OrganisationMember(
            organisation_id=organisation.id,
            person_id=self.person.id,
            role=role,
            name=f"Pia {self.canary}-lid",
            phone=f"06-{self.canary}-werk",
            function=f"{self.canary}-functie",
            **{**HIDDEN, **audiences},
        )
        self.session.add(member)
        self.session.flush()
        self.session.expire(organisation, ["members"])
        return member

    def _registration(self, town):
        registration = Registration(
            meeting_id=town.meeting.id,
            maximum_persons=town.meeting.maximum_persons,
            organisation_id=self.organisation.id,
            place_number=1,
            name=f"Pia {self.canary}-gast",
            email=self.email,
            created_at=NOON,
            link_hash=hash_secret(self.canary),
        )
        self.session.add(registration)
        self.session.flush()
        return registration

    def _writings(self, town):
        later = NOON + timedelta(days=1)
        told = {"recipient": self.email, "subject": f"{self.canary}-onderwerp", "created_at": NOON}
        self.session.add_all(
            [
                Message(kind=MessageKind.MATCH_LIST, body=f"Beste {self.canary}-tekst", **told),
                SignInToken(
                    token_hash=hash_secret(f"{self.canary}-link"),
                    email=self.email,
                    created_at=NOON,
                    expires_at=later,
                    next_path=f"/{self.canary}-pad",
                ),
                EmailChange(
                    person_id=self.person.id,
                    token_hash=hash_secret(f"{self.canary}-nieuw"),
                    new_email=f"{self.canary}-nieuw@example.org",
                    expires_at=later,
                ),
                UserSession(
                    key_hash=hash_secret(f"{self.canary}-sessie"),
                    person_id=self.person.id,
                    created_at=NOON,
                    last_seen_at=NOON,
                    expires_at=later,
                ),
                LogEntry(
                    at=NOON,
                    person_id=self.person.id,
                    action="signed_in",
                    subject="person",
                    subject_id=str(self.person.id),
                    detail=f"{self.canary}-log",
                ),
                JoinRequest(
                    organisation_id=town.library.id,
                    person_id=self.person.id,
                    name=f"Pia {self.canary}-vraagt",
                    note=f"{self.canary}-briefje",
                    asked_at=NOON,
                ),
                Invitation(
                    organisation_id=town.school.id,
                    email=self.email,
                    role=OrganisationRole.EDITOR,
                    token_hash=hash_secret(f"{self.canary}-uitnodiging"),
                    created_at=NOON,
                    expires_at=later,
                ),
                Draft(
                    person_id=self.person.id,
                    path="/ergens",
                    fields={"fields": [["about", f"{self.canary}-concept"]]},
                    created_at=NOON,
                    expires_at=later,
                ),
                WaitingGuest(
                    meeting_id=town.meeting.id,
                    organisation_id=self.organisation.id,
                    name=f"Pia {self.canary}-wacht",
                    email=self.email,
                    created_at=NOON,
                ),
                AnswerLink(
                    token_hash=hash_secret(f"{self.canary}-antwoord"),
                    meeting_id=town.meeting.id,
                    organisation_id=self.organisation.id,
                    person_id=self.person.id,
                    language=Language.DUTCH,
                    created_at=NOON,
                ),
                ContactView(person_id=self.person.id, organisation_id=town.bank.id, seen_on=NOON.date()),
            ]
        )

    def _organise(self, town):
        self.session.add(RegionOrganiser(person_id=self.person.id, region_code="AM06"))
        proposal = town.approve(town.bank, self.organisation)
        self.session.add(
            ReviewDecision(
                proposal_id=proposal.id,
                number=1,
                before=ReviewState.PROPOSED,
                after=ReviewState.ON_HOLD,
                reason=RefusalReason.OTHER,
                note=f"Pia {self.canary}-naam vindt van niet",
                decided_by=self.person.id,
                decided_at=NOON,
            )
        )

    def actor(self) -> Actor:
        return Actor(person_id=self.person.id)


def cells_with(session, word: str) -> set[str]:
    """The columns, as table.column, in any row of which this word stands."""
    session.flush()
    return {
        f"{table.name}.{column.name}"
        for table in ALL_TABLES.sorted_tables
        for column in table.columns
        if not isinstance(column.type, LargeBinary)
        for value in session.scalars(select(column))
        if word.lower() in str(value).lower()
    }
