"""What do two organisations that are one look like in tests? Both come to a meeting; one has a proposal."""

from sqlalchemy import select

from models.board import BoardAnswer
from models.log import ContactView
from models.organisation import Organisation, OrganisationArea
from models.organisation_import import (
    ImportRow,
    ImportState,
    OrganisationImport,
    RowChoice,
    RowFinding,
    RowOutcome,
)
from models.proposal import Proposal
from models.relation import Acquaintance, Collaboration, NotWith
from models.renewal import Renewal, RenewalKind
from models.rows import rows_about
from tests.builders import (
    NOON,
    a_meeting,
    a_member,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
    an_organiser,
)
from web.actions.actor import Actor
from web.actions.organisations.merging import merge, undo_merge

TABLE = Organisation.__table__


class TwoLindes:
    """De Linde is in the list twice; De Eik knows the second one."""

    def __init__(self, session):
        self.session = session
        region = a_region(session, "AM06", "GM0232", "GM0200")
        self.actor = Actor(person_id=an_organiser(session).id, organises=frozenset({"AM06"}))
        self.kept = an_organisation(
            session, "De Linde", offers=("een zaal", "koffie"), needs=("hulp",), municipality_code="GM0232"
        )
        self.other = an_organisation(
            session,
            "Stichting De Linde",
            offers=("koffie", "een bus"),
            about="wij luisteren",
            kvk_number="12345678",
            municipality_code="GM0200",
        )
        self.third = an_organisation(session, "De Eik", offers=("hout",))
        self.joke = a_member(session, self.kept, "joke@example.org", "editor")
        a_member(session, self.other, "els@example.org", "owner")
        for organisation in (self.kept, self.other):
            session.add(OrganisationArea(organisation_id=organisation.id, municipality_code="GM0232"))
        session.add(Acquaintance(first_id=self.other.id, second_id=self.third.id, how="buren"))
        self.meeting = a_meeting(session, region)
        for organisation in (self.kept, self.other, self.third):
            a_registration(session, self.meeting, organisation)
        self.run = a_run(session, self.meeting)
        self.proposal = a_proposal(session, self.run, self.other, self.third)
        self.tell_of_each_other()
        session.flush()
        session.expire_all()

    def tell_of_each_other(self):
        """All that organisations say of others; some of it falls away when two become one."""
        kept, other, third = self.kept.id, self.other.id, self.third.id
        (offer,) = self.third.statements
        self.session.add_all(
            [
                NotWith(organisation_id=kept, other_id=other, created_at=NOON),
                NotWith(organisation_id=third, other_id=other, reason="te druk", created_at=NOON),
                Collaboration(organisation_id=other, other_id=third, shared=True, created_at=NOON),
                BoardAnswer(statement_id=offer.id, sender_id=kept, message="wij ook", created_at=NOON),
                BoardAnswer(statement_id=offer.id, sender_id=other, message="graag", created_at=NOON),
                *(
                    Renewal(
                        organisation_id=organisation,
                        person_id=self.joke.id,
                        kind=RenewalKind.ASK,
                        link_hash=f"link {organisation}",
                        day=NOON.date(),
                        created_at=NOON,
                    )
                    for organisation in (kept, other)
                ),
                ContactView(person_id=self.joke.id, organisation_id=other, seen_on=NOON.date()),
            ]
        )
        offer.met_by_id = other
        self.imported(other)

    def imported(self, organisation_id):
        """A row of a file that made this organisation; undoing the import would take it away."""
        brought_in = OrganisationImport(
            region_code="AM06", requested_at=NOON, file_name="lijst.csv", state=ImportState.APPLIED
        )
        self.session.add(brought_in)
        self.session.flush()
        self.session.add(
            ImportRow(
                import_id=brought_in.id,
                number=2,
                draft={"name": "De Linde"},
                finding=RowFinding.NEW,
                choice=RowChoice.MAKE,
                outcome=RowOutcome.MADE,
                organisation_id=organisation_id,
                version_after=1,
            )
        )

    def rows(self):
        self.session.flush()
        return rows_about(
            self.session,
            {TABLE: (self.kept.id, self.other_id), Proposal.__table__: (self.proposal.id,)},
        )

    @property
    def other_id(self) -> int:
        return self.session.scalars(select(Organisation.id).order_by(Organisation.id)).all()[1]

    def merge(self, at=NOON):
        return merge(self.session, self.kept.id, self.other.id, actor=self.actor, at=at)

    def undo(self, merged, at=NOON):
        return undo_merge(self.session, merged.id, actor=self.actor, at=at)
