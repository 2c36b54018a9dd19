"""Names that are held back: shown to nobody until all agree, and nobody learns what another answered."""

import pytest

from models.queries.publications import shared_meetings
from models.queries.steps import agreed_partners
from tests.builders import NOON
from tests.town import Town
from web.actions.actor import Actor
from web.actions.lists.match_lists import match_list_of
from web.actions.proposals.agreements import NotAskedError, answer, answer_of, hides_names, hold_names

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def actor(town):
    return Actor(person_id=town.organiser.id)


@pytest.fixture
def proposal(session, town, actor):
    """Two whose names are held back, on published lists."""
    need = town.need(town.bank, town.library, "Een zaal", "Een zaal met koffie")
    proposal = town.approve(town.bank, town.library, reasons=[need])
    hold_names(session, proposal, True, actor=actor, at=NOON)
    town.publish()
    return proposal


def say(session, proposal, organisation, agrees):
    return answer(session, proposal.id, organisation.id, agrees=agrees, actor=Actor(), at=NOON)


def shown(session, town, reader):
    (item,) = match_list_of(session, town.meeting, reader).items
    (partner,) = item.partners
    return partner.name, partner.about, partner.place, len(partner.contacts), partner.hidden


def test_nothing_on_the_list_tells_who_it_is(session, town, proposal):
    town.library.about = "Wij lenen boeken uit"
    (item,) = match_list_of(session, town.meeting, town.bank).items

    assert shown(session, town, town.bank) == ("", "", "", 0, True)
    assert (item.asked, item.agreed) == (True, None)
    assert [[quoted.name for quoted in both] for both in item.quotes] == [["Voedselbank", ""]]
    assert shared_meetings(session, town.bank.id, town.library.id) == frozenset()
    assert agreed_partners(session, town.meeting.id, town.bank.id) == ()


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        (((True, "bank"),), True),
        (((True, "bank"), (False, "library")), True),
        (((True, "bank"), (True, "library")), False),
        (((False, "bank"), (True, "library"), (True, "bank")), False),
        (((True, "bank"), (True, "library"), (False, "bank")), True),
    ],
)
def test_names_show_as_soon_as_all_agree_and_answers_can_change(session, town, proposal, answers, hidden):
    for agrees, who in answers:
        say(session, proposal, getattr(town, who), agrees)
    session.expire_all()

    assert hides_names(proposal) is hidden
    assert shown(session, town, town.bank)[0] == ("" if hidden else "Bibliotheek")
    assert bool(shared_meetings(session, town.bank.id, town.library.id)) is not hidden
    assert bool(agreed_partners(session, town.meeting.id, town.bank.id)) is not hidden


def test_a_reader_sees_only_its_own_answer(session, town, proposal):
    say(session, proposal, town.library, False)
    session.expire_all()

    (item,) = match_list_of(session, town.meeting, town.bank).items

    assert (item.agreed, answer_of(proposal, town.library.id)) == (None, False)


def test_only_members_of_a_published_held_proposal_are_asked(session, town, actor, proposal):
    plain = town.approve(town.bank, town.school)
    with pytest.raises(NotAskedError):
        say(session, proposal, town.school, True)
    with pytest.raises(NotAskedError):
        say(session, plain, town.bank, True)
    with pytest.raises(NotAskedError):
        answer(session, proposal.id + 99, town.bank.id, agrees=True, actor=Actor(), at=NOON)

    hold_names(session, proposal, False, actor=actor, at=NOON)
    with pytest.raises(NotAskedError):
        say(session, proposal, town.bank, True)
    assert shown(session, town, town.bank)[0] == "Bibliotheek"
