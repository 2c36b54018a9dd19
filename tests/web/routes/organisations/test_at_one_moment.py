"""What two people send at the very same moment: nothing is lost and no rule is broken."""

import re

import pytest
from sqlalchemy import select

from models.message import Message
from models.organisation import Organisation, OrganisationMember
from models.person import Language, Person
from tests.at_once import at_once
from tests.builders import a_member, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.invitations import Invited, invite
from web.clock import now

pytestmark = pytest.mark.both_databases


@pytest.fixture
def owners(database) -> tuple[Person, Person]:
    """Two owners of one organisation."""
    organisation = an_organisation(database, "De Linde")
    people = tuple(
        a_member(database, organisation, f"{name}@example.org", "owner") for name in ("els", "rob")
    )
    database.commit()
    return people


def test_two_texts_for_one_step_one_is_saved_and_the_other_shows_both(database, owners, browse_as):
    (organisation,) = database.scalars(select(Organisation))
    path = f"/organisaties/{organisation.id}/profiel/wat-zien-en-doen-wij"
    els, rob = (browse_as(person) for person in owners)
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', els.get(path).text)[1]

    answers = at_once(
        lambda: els.post(path, data={"seen": seen, "about": "tekst van Els"}),
        lambda: rob.post(path, data={"seen": seen, "about": "tekst van Rob"}),
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    (refused,) = [answer for answer in answers if answer.status_code == 409]
    assert ("tekst van Els" in refused.text, "tekst van Rob" in refused.text) == (True, True)
    database.refresh(organisation)
    assert organisation.about in {"tekst van Els", "tekst van Rob"}


def test_two_owners_who_leave_do_not_leave_the_organisation_alone(database, owners, browse_as):
    (organisation,) = database.scalars(select(Organisation))
    els, rob = (browse_as(person) for person in owners)
    path = f"/organisaties/{organisation.id}/mensen/vertrekken"

    answers = at_once(lambda: els.post(path), lambda: rob.post(path))

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert len(database.scalars(select(OrganisationMember.person_id)).all()) == 1


def test_invitation_that_is_used_twice_lets_one_browser_in(own_site, database, owners):
    (organisation,) = database.scalars(select(Organisation))
    wish = Invited("ans@example.org", organisation.members[0].role, Language.DUTCH)
    actor = Actor(person_id=owners[0].id, name="Els")
    invite(database, organisation, wish, base_url="http://localhost", actor=actor, at=now())
    body = database.scalars(select(Message.body)).one()
    database.commit()
    link = re.search(r"http://localhost(/uitnodiging/\S+)", body)[1]
    browsers = own_site.test_client(), own_site.test_client()

    answers = at_once(*(lambda each=each: each.post(link) for each in browsers))

    assert sorted(answer.status_code for answer in answers) == [302, 410]
