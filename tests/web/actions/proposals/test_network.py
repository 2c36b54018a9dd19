"""The picture of a meeting: every organisation once, sector by sector, ties that mean something."""

import math

import pytest

from matcher.review import ReviewState
from models.proposal import ProposalForm
from tests.builders import NOON, a_kind, a_meeting, a_person, a_proposal, a_region, a_run, an_organisation
from web.actions.proposals.network import draw_network

pytestmark = pytest.mark.both_databases


@pytest.fixture
def run(session):
    return a_run(session, a_meeting(session, a_region(session)))


def organisation(session, name, kind, sector):
    return an_organisation(session, name, kind=a_kind(session, kind, sector))


def test_draw_network_groups_organisations_by_sector_and_name(session, run):
    volunteers = organisation(session, "Zorgzaam", "voedselbank", "volunteers")
    town = organisation(session, "Gemeente", "gemeente", "municipality")
    also = organisation(session, "Anders", "buurthuis", "volunteers")
    unknown = an_organisation(session, "Net begonnen")
    for other in (town, also, unknown):
        a_proposal(session, run, volunteers, other)

    picture = draw_network(session, run, ProposalForm.PAIRING)

    assert [(node.number, node.name) for node in picture.nodes] == [
        (1, "Gemeente"),
        (2, "Anders"),
        (3, "Zorgzaam"),
        (4, "Net begonnen"),
    ]
    assert [(arc.sector.slug if arc.sector else None, arc.organisations) for arc in picture.arcs] == [
        ("municipality", 1),
        ("volunteers", 2),
        (None, 1),
    ]
    assert {round(math.hypot(node.x, node.y)) for node in picture.nodes} == {300}


def test_draw_network_leaves_refused_proposals_out(session, run):
    one, two, three = (an_organisation(session, name) for name in ("Een", "Twee", "Drie"))
    decided = {"decided_by": a_person(session).id, "decided_at": NOON}
    a_proposal(session, run, one, two, state=ReviewState.REFUSED, **decided)
    kept = a_proposal(session, run, one, three, state=ReviewState.APPROVED, **decided)

    picture = draw_network(session, run, ProposalForm.PAIRING)

    assert [(tie.proposal_id, tie.names, tie.state) for tie in picture.ties] == [
        (kept.id, ("Een", "Drie"), ReviewState.APPROVED)
    ]


def test_draw_network_lets_the_most_surprising_quarter_stand_out_on_top(session, run):
    hub, *others = (an_organisation(session, f"Organisatie {number}") for number in range(5))
    ties = [
        a_proposal(session, run, hub, other, surprise=surprise, fit=fit)
        for other, fit, surprise in zip(others, (0.4, 0.8, 0.9, 0.9), (1.0, 1.0, 0.3, 0.9), strict=True)
    ]

    picture = draw_network(session, run, ProposalForm.PAIRING)

    assert [tie.proposal_id for tie in picture.ties if tie.surprising] == [ties[1].id]
    assert picture.ties[-1].proposal_id == ties[1].id


def test_draw_network_calls_nothing_surprising_when_nothing_surprises(session, run):
    one, two, three = (an_organisation(session, name) for name in ("Een", "Twee", "Drie"))
    a_proposal(session, run, one, two, surprise=0.2)
    a_proposal(session, run, one, three, surprise=0.1)

    picture = draw_network(session, run, ProposalForm.PAIRING)

    assert [tie.surprising for tie in picture.ties] == [False, False]


def test_draw_network_joins_a_coalition_in_a_hub_and_counts_its_sectors(session, run):
    bank = organisation(session, "Bank", "bank", "finance")
    food = organisation(session, "Voedselbank", "voedselbank", "volunteers")
    club = organisation(session, "Club", "buurthuis", "volunteers")
    a_proposal(session, run, bank, food, club)

    picture = draw_network(session, run, ProposalForm.COALITION, focus=bank.id)

    (tie,) = picture.ties
    assert len(tie.paths) == 3
    assert tie.in_focus
    assert all(path.endswith(f"{tie.hub[0]} {tie.hub[1]}") for path in tie.paths)
    assert [(pair.first.slug, pair.second.slug, pair.ties) for pair in picture.pairs] == [
        ("finance", "volunteers", 1),
        ("volunteers", "volunteers", 1),
    ]


def test_draw_network_numbers_organisations_when_names_would_not_fit(session, run):
    hub = an_organisation(session, "Naaf")
    for number in range(100):
        a_proposal(session, run, hub, an_organisation(session, f"Organisatie {number:03}"))

    picture = draw_network(session, run, ProposalForm.PAIRING)

    assert picture.numbered
    assert [node.label for node in picture.nodes[:3]] == ["1", "2", "3"]


def test_draw_network_of_an_empty_run_is_empty(session, run):
    picture = draw_network(session, run, ProposalForm.PAIRING)

    assert (picture.nodes, picture.arcs, picture.ties, picture.pairs) == ((), (), (), ())
