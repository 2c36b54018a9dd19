"""What an organiser does with one card beside deciding: pin, put apart, hold names; and narrow the desk."""

import pytest

from matcher.review import ReviewState
from models.proposal import Proposal
from tests.builders import (
    a_kind,
    a_proposal,
    a_registration,
    a_run,
    an_organisation,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def proposals(session, meeting):
    hub = an_organisation(session, "Voedselbank")
    return [a_proposal(session, a_run(session, meeting), hub, an_organisation(session, "Slager"))]


@pytest.fixture
def pair_of_guests(session, meeting, proposals):
    """A proposal of two who come."""
    for member in proposals[0].members:
        a_registration(session, meeting, member.organisation)
    return proposals[0]


def state(session, proposal):
    return session.get_one(Proposal, proposal.id).state


def test_a_card_is_pinned_and_let_go_again(organiser, pair_of_guests):
    address = f"/voorstellen/{pair_of_guests.id}"

    assert "Vastgezet" in organiser.post(f"{address}/vastzetten", headers=HTMX).text
    assert (
        "Dit voorstel is vastgezet. Maak het eerst los"
        in organiser.post(f"{address}/weigeren", data={"seen": "0", "reason": "too_far"}, headers=HTMX).text
    )
    assert "Zet vast" in organiser.post(f"{address}/losmaken", headers=HTMX).text


def test_two_who_shall_never_meet_are_refused_and_cannot_be_approved_round_the_buttons(
    session, organiser, pair_of_guests
):
    address = f"/voorstellen/{pair_of_guests.id}"

    organiser.post(f"{address}/uit-elkaar", data={"seen": "0"}, headers=HTMX)
    card = organiser.post(f"{address}/goedkeuren", data={"seen": "1"}, headers=HTMX).text

    assert "Dit kan niet: twee van hen zijn uit elkaar gezet." in card
    assert state(session, pair_of_guests) is ReviewState.REFUSED


@pytest.mark.parametrize("door", ["vastzetten", "uit-elkaar"])
def test_who_does_not_come_is_neither_pinned_nor_put_apart(session, organiser, proposals, door):
    card = organiser.post(f"/voorstellen/{proposals[0].id}/{door}", data={"seen": "0"}, headers=HTMX).text

    assert "organisaties" in card
    assert 'role="alert"' in card
    assert state(session, proposals[0]) is ReviewState.PROPOSED


def test_a_sensitive_pair_has_a_question_a_hint_and_names_that_wait(session, organiser, meeting):
    bank, helper = (
        an_organisation(session, name, kind=a_kind(session, kind, sector))
        for name, kind, sector in (
            ("Incasso", "incassobureau", "creditor"),
            ("Kredietbank", "kredietbank", "debt_help"),
        )
    )
    proposal = a_proposal(session, a_run(session, meeting), bank, helper)
    address = f"/voorstellen/{proposal.id}"

    page = organiser.get(address).text
    assert "Ligt gevoelig" in page
    assert "Op welk moment zou u de ander eerder willen bellen?" in page
    assert "Zeg dat niemand iets hoeft toe te zeggen." in page

    assert (
        "Namen nog verborgen"
        in organiser.post(f"{address}/namen", data={"verborgen": "ja"}, headers=HTMX).text
    )
    assert session.get_one(Proposal, proposal.id).names_held
    organiser.post(f"{address}/namen", data={"verborgen": "nee"}, headers=HTMX)
    assert not session.get_one(Proposal, proposal.id).names_held


@pytest.mark.parametrize("query", ["sector=geen", "wie=x", "wie=999999", "verrassend=1&gevoelig=1&vast=1"])
def test_narrowing_to_nothing_offers_all_again(organiser, meeting, proposals, query):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen?{query}").text

    assert "Laat weer alles zien" in page or "Slager" in page
