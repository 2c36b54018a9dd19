"""A list tells whom to meet and why; contacts show only to partners who may see them."""

from datetime import timedelta

import pytest

from matcher.proposals import ReasonCode
from matcher.review import ReviewState
from models.kind import TargetGroup
from models.organisation import OrganisationMember, OrganisationRole
from models.proposal import ProposalForm, ProposalReason, ScorePart
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
from web.actions.match_lists import (
    Answer,
    Contact,
    Unusual,
    list_of_organisation,
    match_list_for,
    match_list_of,
    lists_of_meeting,
    visible_contacts,
)
from web.actions.opening import OpeningCode, OpeningQuestion
from web.actions.publishing import publish

pytestmark = pytest.mark.both_databases


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
        self.run = a_run(session, self.meeting)

    def organisation(self, name, kind, sector):
        organisation = an_organisation(
            self.session, name, kind=a_kind(self.session, kind, sector), municipality_code="GM0232"
        )
        self.contact(organisation, f"kanarie-{kind}@example.org")
        return organisation

    def contact(self, organisation, email, **member):
        person = a_person(self.session, email)
        told = {"role": OrganisationRole.EDITOR, "name": person.name, "function": "coördinator", **member}
        self.session.add(OrganisationMember(organisation_id=organisation.id, person_id=person.id, **told))
        self.session.flush()

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
        return publish(self.session, self.meeting, base_url="https://onverwacht.example", actor=actor, at=at)

    def cancel(self, organisation):
        self.guests[organisation.id].cancelled_at = NOON
        self.guests[organisation.id].place_number = None
        self.session.flush()

    def need(self, organisation, partner, need, offer):
        return {
            "code": ReasonCode.NEED_ANSWERED,
            "organisation_id": organisation.id,
            "partner_id": partner.id,
            "need_text": need,
            "offer_text": offer,
        }


@pytest.fixture
def town(session):
    return Town(session)


LIBRARY_CONTACT = Contact("Kanarie-Bibliotheek", "coördinator", "kanarie-bibliotheek@example.org", "")


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
    assert item.partners[0].contacts == (LIBRARY_CONTACT,)
    assert item.answers == (
        Answer("Voedselbank", "Een warme plek", "Bibliotheek", "Een zaal", ours=True, theirs=False),
        Answer(
            "Bibliotheek", "Mensen bereiken", "Voedselbank", "Elke week 80 gezinnen", ours=False, theirs=True
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
    assert [list_of_organisation(town.session, organisation_id=o, meeting_id=m) for o, m in others] == [None] * 3


def test_visible_contacts_shows_partners_of_a_published_proposal(town):
    town.approve(town.bank, town.library)
    town.publish()

    assert visible_contacts(town.session, town.bank.id, town.library.id) == (LIBRARY_CONTACT,)


def test_visible_contacts_leaves_out_who_does_not_share_or_is_no_contact(town):
    town.contact(town.library, "stil@example.org", shares_contact=False)
    town.contact(town.library, "achtergrond@example.org", is_contact=False)
    town.approve(town.bank, town.library)
    town.publish()

    assert visible_contacts(town.session, town.bank.id, town.library.id) == (LIBRARY_CONTACT,)


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
