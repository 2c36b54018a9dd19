"""People get all that is stored of them, and nothing of anybody else."""

import json

import pytest

from models.organisation import OrganisationRole
from tests.builders import NOON, a_moment, an_expert
from tests.citizens import Citizen, cells_with
from tests.town import Town
from web.actions.accounts.own_data import own_data
from web.presenting.own_data import as_json

# What stands in the tables and not in the file: the text of mails, which can hold a secret link.
LEFT_OUT = {"message.body"}


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def pia(town):
    return Citizen(town, "kanariepia", organises=True)


def exported(citizen) -> str:
    return as_json(own_data(citizen.session, citizen.person), at=NOON)


def canaries_in(session, citizen) -> set[str]:
    """The values with a canary that stand in the tables, by column."""
    return cells_with(session, citizen.canary)


def test_own_data_holds_every_private_value_of_the_tables(session, town, pia):
    wanted = {
        "person.email": pia.email,
        "person.name": "Pia kanariepia-naam",
        "person.phone": "06-kanariepia-telefoon",
        "organisation_member.name": "Pia kanariepia-lid",
        "organisation_member.phone": "06-kanariepia-werk",
        "organisation_member.function": "kanariepia-functie",
        "registration.name": "Pia kanariepia-gast",
        "registration.email": pia.email,
        "waiting_guest.name": "Pia kanariepia-wacht",
        "waiting_guest.email": pia.email,
        "message.recipient": pia.email,
        "message.subject": "kanariepia-onderwerp",
        "sign_in_token.email": pia.email,
        "sign_in_token.next_path": "/kanariepia-pad",
        "email_change.new_email": "kanariepia-nieuw@example.org",
        "log_entry.detail": "kanariepia-log",
        "join_request.name": "Pia kanariepia-vraagt",
        "join_request.note": "kanariepia-briefje",
        "invitation.email": pia.email,
        "draft.fields": "kanariepia-concept",
        "review_decision.note": "Pia kanariepia-naam vindt van niet",
    }

    assert canaries_in(session, pia) == set(wanted) | LEFT_OUT
    assert [value for value in wanted.values() if value not in exported(pia)] == []


def test_own_data_holds_nothing_of_anybody_else(session, town, pia):
    other = Citizen(town, "kanarieother", organises=True)
    other.write_down(pia.organisation, role=OrganisationRole.EDITOR)

    assert "kanarieother" not in exported(pia)
    assert "kanariepia" not in exported(other)


def test_own_data_finds_a_registration_by_name_only_in_their_own_organisation(session, town, pia):
    ours, theirs = (town.guests[one.id] for one in (town.bank, town.library))
    pia.write_down(town.bank, role=OrganisationRole.EDITOR)
    for guest in (ours, theirs):
        guest.email, guest.name = "", "PIA kanariepia-lid"
    session.flush()

    found = own_data(session, pia.person).attendances

    assert [one.organisation for one in found] == [town.bank.name, pia.organisation.name]


def test_own_data_tells_who_saw_the_contact_details(session, town, pia):
    assert [(one.on, one.organisation) for one in own_data(session, pia.person).seen_by] == [
        (NOON.date(), "Voedselbank")
    ]


def test_as_json_can_be_read_back(session, pia):
    read = json.loads(exported(pia))

    assert (read["about"]["email"], read["regions"], read["made_at"]) == (
        pia.email,
        ["Regio AM06"],
        NOON.isoformat(),
    )
    assert set(read) == {
        "made_at",
        "about",
        "regions",
        "memberships",
        "experience",
        "attendances",
        "waiting",
        "mails",
        "decisions",
        "sent",
        "log",
        "seen_by",
        "signed_in",
        "links",
        "requests",
        "invitations",
        "unsent",
        "sounding",
        "named_in",
    }


def test_own_data_holds_what_someone_told_from_experience(session):
    expert = an_expert(session, not_asked="Mijn kind", agreed="een bon", remarks="bij de deur")
    expert.about = "Een la vol post"
    expert.experience.moments = [a_moment(session)]
    session.flush()

    file = as_json(own_data(session, expert.members[0].person), at=NOON)

    told = ("Mijn kind", "een bon", "bij de deur", "Een la vol post", "Wij gingen uit elkaar")
    assert [text for text in told if text not in file] == []
