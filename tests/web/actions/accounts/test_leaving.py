"""Who leaves leaves nothing behind; others keep what is theirs."""

import pytest
from sqlalchemy import func, select

from models.experience import Experience
from models.message import Message, MessageKind
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.person import Person, SignInToken
from models.proposal import Proposal, ProposalMember, ProposalReason
from models.registration import Registration
from models.tables import ALL_TABLES
from tests.builders import NOON, a_moment, a_registration, an_expert
from tests.town import Town
from web.actions.accounts.leaving import leave
from web.actions.accounts.sign_in import issue_link
from web.actions.actor import Actor

pytestmark = pytest.mark.both_databases
WORDS = ("Kanarie Echtenaam", "Zonneklaar", "zon@example.org", "Ik lees uw brief", "geheim")


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def expert(session, town):
    expert = an_expert(session, not_asked="geheim", agreed="geheim", remarks="geheim")
    expert.about = "geheim"
    expert.experience.moments = [a_moment(session)]
    guest = a_registration(session, town.meeting, expert)
    guest.name, guest.email = expert.name, "zon@example.org"
    town.approve(
        town.bank, expert, reasons=[town.need(town.bank, expert, "Wie leest mee?", "Ik lees uw brief")]
    )
    town.approve(town.bank, town.library, town.school, expert)
    town.approve(town.bank, town.library)
    town.publish()
    issue_link(session, "zon@example.org", next_path="", at=NOON)
    session.flush()
    return expert


def everything(session) -> str:
    """All rows of all tables, as one text."""
    return "\n".join(str(row) for table in ALL_TABLES.sorted_tables for row in session.execute(select(table)))


def count(session, table) -> int:
    return session.scalar(select(func.count()).select_from(table))


def test_nothing_of_the_person_stays(session, expert):
    person_id = expert.members[0].person_id
    assert [word for word in WORDS if word not in everything(session)] == []

    leave(session, expert, actor=Actor(person_id=person_id), at=NOON)

    assert [word for word in WORDS if word in everything(session)] == []
    assert session.get(Person, person_id) is None
    assert (count(session, Experience), count(session, SignInToken)) == (0, 0)


def test_proposals_of_others_stay(session, town, expert):
    leave(session, expert, actor=Actor(), at=NOON)

    members = session.scalars(select(ProposalMember.organisation_id)).all()
    assert sorted(members) == sorted([town.bank.id, town.library.id])
    assert (count(session, Proposal), count(session, ProposalReason)) == (1, 0)
    assert count(session, Registration) == 3
    assert session.scalars(select(Message.kind).distinct()).all() == [MessageKind.MATCH_LIST]


def test_person_of_another_organisation_stays_for_that_one(session, town, expert):
    person = expert.members[0].person
    session.add(
        OrganisationMember(
            organisation_id=town.bank.id, person_id=person.id, role=OrganisationRole.EDITOR, name="Kanarie"
        )
    )
    session.flush()

    leave(session, expert, actor=Actor(person_id=person.id), at=NOON)

    assert session.get(Person, person.id) is not None
    assert count(session, Organisation) == 3


def test_an_ordinary_organisation_cannot_leave_so(session, town):
    with pytest.raises(LookupError, match="not one person"):
        leave(session, town.bank, actor=Actor(), at=NOON)
