"""The desk: filtered, ordered, a page at a time, with a fixed number of queries."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from matcher.profiles import StatementRole
from matcher.proposals import ReasonCode, UnmatchedCode
from matcher.review import RefusalReason, ReviewState
from models.kind import TargetGroup
from models.matching_run import UnmatchedOrganisation
from models.proposal import ProposalForm, ProposalReason
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
from web.actions.proposals.cards import Particular, Quoted, card_of
from web.actions.proposals.desk import CARDS_PER_PAGE, DeskView, counts_of, open_desk
from web.actions.proposals.pins import pin_proposal
from web.actions.proposals.review import approve, refuse

pytestmark = pytest.mark.both_databases

OPEN = DeskView(courage=0.5)


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session).id)


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session, "AM06", "GM0200"))


def many(session, meeting, count):
    run = a_run(session, meeting)
    kind = a_kind(session)
    hub = an_organisation(session, "Naaf", kind=kind)
    return [
        a_proposal(
            session,
            run,
            hub,
            other := an_organisation(session, f"Organisatie {number}", kind=kind),
            fit=1 - number / (2 * count),
            surprise=0.5,
            reasons=[reason(hub, other)],
        )
        for number in range(count)
    ]


def reason(one, other):
    return ProposalReason(
        position=0,
        code=ReasonCode.NEED_ANSWERED,
        organisation_id=one.id,
        partner_id=other.id,
        strength=0.9,
        quote="Koeling",
        partner_quote="Een koelcel",
    )


@contextmanager
def counting(session):
    statements = []

    def remember(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", remember)
    yield statements
    event.remove(engine, "before_cursor_execute", remember)


def test_open_desk_of_a_meeting_without_proposals_is_none(session, meeting):
    assert open_desk(session, meeting, OPEN) is None
    assert counts_of(session, meeting) is None


def test_open_desk_shows_what_is_open_strongest_first(session, meeting, actor):
    proposals = many(session, meeting, 3)
    approve(session, proposals[1], actor=actor, at=NOON)

    desk = open_desk(session, meeting, OPEN)

    assert [card.proposal.id for card in desk.cards] == [proposals[0].id, proposals[2].id]
    assert desk.counts == {
        ReviewState.PROPOSED: 2,
        ReviewState.APPROVED: 1,
        ReviewState.REFUSED: 0,
        ReviewState.ON_HOLD: 0,
    }
    assert desk.forms == {ProposalForm.PAIRING: 3, ProposalForm.COALITION: 0}


def test_open_desk_keeps_in_sight_what_was_just_decided(session, meeting, actor):
    proposals = many(session, meeting, 2)
    refuse(session, proposals[0], RefusalReason.TOO_FAR, actor=actor, at=NOON)

    desk = open_desk(session, meeting, DeskView(courage=0.5, keep=proposals[0].id))

    assert [card.proposal.id for card in desk.cards] == [proposals[0].id, proposals[1].id]


def test_open_desk_gives_the_last_page_for_one_beyond_it(session, meeting):
    many(session, meeting, CARDS_PER_PAGE + 3)

    desk = open_desk(session, meeting, DeskView(courage=0.5, page=9))

    assert (desk.page, desk.pages, len(desk.cards)) == (2, 2, 3)


def test_open_desk_asks_as_many_queries_for_300_proposals_as_for_2(session, meeting):
    few = a_meeting(session, meeting.region)
    many(session, few, 2)
    many(session, meeting, 300)
    counts = []
    for each in (few, meeting):
        session.expire_all()
        with counting(session) as statements:
            open_desk(session, each, OPEN)
        counts.append(len(statements))

    assert counts[0] == counts[1]
    assert counts[0] <= 25


@pytest.mark.parametrize(
    ("narrowed", "shown", "counts"),
    [
        ({}, ["School", "Energiebedrijf", "Kredietbank"], (3, 1)),
        ({"sensitive": True}, ["Kredietbank"], (1, 1)),
        ({"pinned": True}, ["Energiebedrijf"], (1, 0)),
        ({"surprising": True}, ["Energiebedrijf"], (1, 1)),
        ({"sector": "debt_help"}, ["Kredietbank"], (1, 1)),
        ({"organisation": "School"}, ["School"], (1, 1)),
        ({"sector": "debt_help", "pinned": True}, [], (0, 0)),
        ({"sector": "no_such_sector"}, [], (0, 0)),
    ],
)
def test_open_desk_narrows_and_counts_what_is_left(session, meeting, actor, narrowed, shown, counts):
    kinds = {"School": ("school", "education"), "Energiebedrijf": ("energieleverancier", "utilities")}
    run = a_run(session, meeting)
    hub = an_organisation(session, "Incasso", kind=a_kind(session, "incassobureau", "creditor"))
    a_registration(session, meeting, hub)
    others = {}
    for number, name in enumerate(("School", "Energiebedrijf", "Kredietbank")):
        kind = a_kind(session, *kinds.get(name, ("kredietbank", "debt_help")))
        others[name] = an_organisation(session, name, kind=kind)
        a_registration(session, meeting, others[name])
        made = a_proposal(
            session, run, hub, others[name], fit=0.9 - number / 10, surprise=0.9 if number == 1 else 0.1
        )
        if name == "Energiebedrijf":
            pin_proposal(session, made, actor=actor, at=NOON)
    a_proposal(session, run, hub, others["School"], others["Kredietbank"])
    if "organisation" in narrowed:
        narrowed = {"organisation": others[narrowed["organisation"]].id}

    desk = open_desk(session, meeting, DeskView(courage=0.0, **narrowed))

    names = [card.proposal.members[1].organisation.name for card in desk.cards]
    assert names == shown
    assert (desk.forms[ProposalForm.PAIRING], desk.forms[ProposalForm.COALITION]) == counts
    assert desk.counts[ReviewState.PROPOSED] == counts[0]
    assert desk.marks == {"surprising": 1, "sensitive": 1, "pinned": 1}
    assert desk.view.is_narrowed is bool(narrowed)


def test_open_desk_names_who_got_nothing_and_why(session, meeting):
    run = a_run(session, meeting)
    empty = an_organisation(session, "Leeg")
    session.add_all(
        UnmatchedOrganisation(
            run_id=run.id, organisation_id=empty.id, coalition=coalition, code=UnmatchedCode.EMPTY_PROFILE
        )
        for coalition in (False, True)
    )

    desk = open_desk(session, meeting, OPEN)

    assert [left.organisation.name for left in desk.without_pairing] == ["Leeg"]
    assert [left.code for left in desk.without_coalition] == [UnmatchedCode.EMPTY_PROFILE]


def test_card_quotes_both_sides_and_names_what_they_share(session, meeting, actor):
    session.add(TargetGroup(slug="ouderen", name_nl="Ouderen", name_en="Elderly people"))
    one, other = an_organisation(session, "Voedselbank"), an_organisation(session, "Slager")
    shared = [
        ProposalReason(
            position=position,
            code=code,
            organisation_id=one.id,
            partner_id=other.id,
            strength=0.5,
            detail=detail,
        )
        for position, (code, detail) in enumerate(
            [(ReasonCode.SHARED_GROUP, "ouderen"), (ReasonCode.NOT_ACQUAINTED, "")], start=1
        )
    ]
    proposal = a_proposal(session, a_run(session, meeting), one, other, reasons=[reason(one, other), *shared])
    approve(session, proposal, actor=actor, at=NOON)

    card = card_of(session, proposal.id)

    assert card.quotes == (
        (
            Quoted("Voedselbank", StatementRole.NEED, "Koeling"),
            Quoted("Slager", StatementRole.OFFER, "Een koelcel"),
        ),
    )
    assert card.particulars == (
        Particular(ReasonCode.SHARED_GROUP, session.get(TargetGroup, "ouderen")),
        Particular(ReasonCode.NOT_ACQUAINTED, None),
    )
    assert (card.seen, card.can_undo) == (1, True)
