"""A list tells whom to meet and why; contacts show only to partners who may see them."""

import pytest

from matcher.profiles import StatementRole
from matcher.proposals import ReasonCode
from matcher.review import ReviewState
from models.kind import TargetGroup
from models.organisation import Audience
from models.proposal import ProposalForm
from tests.town import Town
from web.actions.lists.list_items import Quoted, Unusual
from web.actions.lists.match_lists import (
    list_of_organisation,
    lists_of_meeting,
    match_list_for,
    match_list_of,
    visible_contacts,
)
from web.actions.proposals.opening import OpeningCode, OpeningQuestion

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Town(session)


LIBRARY_CONTACT = ("Kanarie-Bibliotheek", "coördinator", "kanarie-bibliotheek@example.org", "")


def shown(contacts):
    return [(one.name, one.function, one.email, one.phone) for one in contacts]


def test_match_list_for_is_empty_before_publishing(town):
    town.approve(town.bank, town.library)

    found = match_list_for(town.session, town.guests[town.bank.id])

    assert (found.meeting, found.organisation, found.publication, found.items) == (
        town.meeting,
        town.bank,
        None,
        (),
    )


def test_match_list_for_quotes_both_directions_our_need_first(town):
    town.session.add(TargetGroup(slug="children", name_nl="kinderen", name_en="children"))
    town.approve(
        town.bank,
        town.library,
        reasons=[
            town.need(town.library, town.bank, "Mensen bereiken", "Elke week 80 gezinnen"),
            town.need(town.bank, town.library, "Een warme plek", "Een zaal"),
            {
                "code": ReasonCode.SHARED_GROUP,
                "organisation_id": town.bank.id,
                "partner_id": town.library.id,
                "detail": "children",
            },
        ],
    )
    town.publish()

    (item,) = match_list_for(town.session, town.guests[town.bank.id]).items

    assert item.form is ProposalForm.PAIRING
    assert [(p.name, p.kind.slug, p.place, p.comes) for p in item.partners] == [
        ("Bibliotheek", "bibliotheek", "Plaats GM0232", True)
    ]
    assert shown(item.partners[0].contacts) == [LIBRARY_CONTACT]
    need, offer = StatementRole.NEED, StatementRole.OFFER
    assert item.quotes == (
        (
            Quoted("Voedselbank", need, "Een warme plek", ours=True),
            Quoted("Bibliotheek", offer, "Een zaal", ours=False),
        ),
        (
            Quoted("Bibliotheek", need, "Mensen bereiken", ours=False),
            Quoted("Voedselbank", offer, "Elke week 80 gezinnen", ours=True),
        ),
    )
    children = town.session.get(TargetGroup, "children")
    assert item.unusual == (Unusual(ReasonCode.SHARED_GROUP, children),)
    assert item.question == OpeningQuestion(OpeningCode.HELP_EACH_OTHER)
    assert (item.fit, item.surprise) == (0.8, 0.6)


def test_match_list_drops_what_was_refused_after_publishing(town):
    proposal = town.approve(town.bank, town.library)
    town.publish()
    proposal.state = ReviewState.REFUSED
    town.session.flush()

    assert match_list_of(town.session, town.meeting, town.bank).items == ()


def test_match_list_marks_a_partner_who_cancelled_and_hides_its_contacts(town):
    town.approve(town.bank, town.library, town.school)
    town.publish()
    town.cancel(town.library)

    (item,) = match_list_of(town.session, town.meeting, town.bank).items

    assert [(partner.name, partner.comes, len(partner.contacts)) for partner in item.partners] == [
        ("Bibliotheek", False, 0),
        ("School", True, 1),
    ]


def test_lists_of_meeting_gives_every_organisation_that_comes(town):
    town.approve(town.bank, town.library)
    town.publish()

    found = lists_of_meeting(town.session, town.meeting.id)

    assert [(one.organisation.name, len(one.items)) for one in found] == [
        ("Bibliotheek", 1),
        ("School", 0),
        ("Voedselbank", 1),
    ]


def test_list_of_organisation_is_for_those_who_come(town):
    elsewhere = town.organisation("Huisarts", "huisarts", "health")
    town.approve(town.bank, town.library)
    town.publish()

    own = list_of_organisation(town.session, organisation_id=town.bank.id, meeting_id=town.meeting.id)

    assert [item.partners[0].name for item in own.items] == ["Bibliotheek"]
    others = [(elsewhere.id, town.meeting.id), (999, town.meeting.id), (town.bank.id, 999)]
    assert [list_of_organisation(town.session, organisation_id=o, meeting_id=m) for o, m in others] == [
        None
    ] * 3


def test_visible_contacts_shows_partners_of_a_published_proposal(town):
    town.approve(town.bank, town.library)
    town.publish()

    assert shown(visible_contacts(town.session, town.bank.id, town.library.id)) == [LIBRARY_CONTACT]


def test_visible_contacts_leaves_out_who_does_not_share_or_is_no_contact(town):
    town.contact(
        town.library,
        "stil@example.org",
        **{f"{detail}_for": Audience.ORGANISERS for detail in ("name", "email", "phone")},
    )
    town.contact(town.library, "achtergrond@example.org", is_contact=False)
    town.approve(town.bank, town.library)
    town.publish()

    assert shown(visible_contacts(town.session, town.bank.id, town.library.id)) == [LIBRARY_CONTACT]


def test_visible_contacts_shows_nothing_before_publishing(town):
    town.approve(town.bank, town.library)

    assert visible_contacts(town.session, town.bank.id, town.library.id) == ()


def test_visible_contacts_shows_nothing_to_organisations_without_a_shared_proposal(town):
    town.approve(town.bank, town.library)
    town.publish()

    assert visible_contacts(town.session, town.bank.id, town.school.id) == ()
    assert visible_contacts(town.session, town.school.id, town.library.id) == ()


def test_visible_contacts_shows_nothing_after_a_refusal(town):
    proposal = town.approve(town.bank, town.library)
    town.publish()
    proposal.state = ReviewState.REFUSED
    town.session.flush()

    assert visible_contacts(town.session, town.bank.id, town.library.id) == ()


def test_visible_contacts_shows_nothing_of_an_earlier_publication(town):
    first = town.approve(town.bank, town.library)
    town.publish()
    first.state = ReviewState.ON_HOLD
    town.approve(town.bank, town.school)
    town.publish(hours=1)
    first.state = ReviewState.APPROVED  # approved again, and not published again
    town.session.flush()

    assert visible_contacts(town.session, town.bank.id, town.library.id) == ()


@pytest.mark.parametrize("who", ["bank", "library"])
def test_visible_contacts_shows_nothing_when_one_side_cancelled(town, who):
    town.approve(town.bank, town.library)
    town.publish()
    town.cancel(getattr(town, who))

    assert visible_contacts(town.session, town.bank.id, town.library.id) == ()
