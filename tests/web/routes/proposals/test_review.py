"""The desk on the site: with htmx one card changes, without it one comes back to the same place."""

import pytest
from sqlalchemy import select

from matcher.review import RefusalReason, ReviewState
from models.meeting import Meeting
from models.proposal import Proposal, ReviewDecision
from tests.builders import a_proposal, a_run, an_organisation

HTMX = {"HX-Request": "true"}


@pytest.fixture
def proposals(session, meeting):
    run = a_run(session, meeting)
    hub = an_organisation(session, "Voedselbank")
    return [
        a_proposal(session, run, hub, an_organisation(session, name), fit=fit, surprise=surprise)
        for name, fit, surprise in (("Slager", 0.9, 0.0), ("Deurwaarder", 0.5, 1.0))
    ]


def state(session, proposal):
    return session.get_one(Proposal, proposal.id).state


def test_the_desk_without_proposals_offers_to_make_them(organiser, meeting):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen").text

    assert "Er zijn nog geen voorstellen voor deze bijeenkomst." in page
    assert f'action="/bijeenkomsten/{meeting.id}/voorstellen/maken"' in page


@pytest.mark.parametrize(("courage", "first"), [(0, "Slager"), (100, "Deurwaarder")])
def test_the_slider_orders_at_once_and_htmx_gets_the_list_only(organiser, meeting, proposals, courage, first):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen?durf={courage}", headers=HTMX).text

    names = sorted(("Slager", "Deurwaarder"), key=page.index)
    assert names[0] == first
    assert "<html" not in page


def test_courage_is_kept_only_when_asked(session, organiser, meeting, proposals):
    organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen?durf=90")
    assert session.get_one(Meeting, meeting.id).courage == 0.5

    organiser.post(f"/bijeenkomsten/{meeting.id}/durf?durf=90")
    assert session.get_one(Meeting, meeting.id).courage == 0.9


@pytest.mark.parametrize(
    "query", ["durf=veel", "durf=-3", "durf=900", "pagina=0", "pagina=x", "vorm=rond", "staat=x"]
)
def test_a_mistyped_address_shows_the_desk_all_the_same(organiser, meeting, proposals, query):
    assert "Slager" in organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen?{query}").text


def test_approving_with_htmx_gives_the_card_with_its_new_state(session, organiser, proposals):
    card = organiser.post(f"/voorstellen/{proposals[0].id}/goedkeuren", data={"seen": "0"}, headers=HTMX).text

    assert card.lstrip().startswith("<article")
    assert "Goedgekeurd" in card
    assert state(session, proposals[0]) is ReviewState.APPROVED


def test_approving_without_script_leads_back_to_the_same_place(organiser, meeting, proposals):
    back = f"/bijeenkomsten/{meeting.id}/voorstellen?bij={proposals[0].id}#voorstel-{proposals[0].id}"

    answer = organiser.post(f"/voorstellen/{proposals[0].id}/goedkeuren", data={"seen": "0", "terug": back})

    assert answer.location == back


def test_the_way_back_never_leaves_the_site(organiser, proposals):
    answer = organiser.post(
        f"/voorstellen/{proposals[0].id}/goedkeuren",
        data={"seen": "0", "terug": "https://elsewhere.example/"},
    )

    assert answer.location == f"/voorstellen/{proposals[0].id}"


def test_refusing_needs_a_reason_and_keeps_the_note(session, organiser, proposals):
    page = organiser.post(
        f"/voorstellen/{proposals[0].id}/weigeren", data={"seen": "0", "note": "Zij spraken elkaar gisteren"}
    ).text

    assert "Kies een reden." in page
    assert "Zij spraken elkaar gisteren" in page
    assert state(session, proposals[0]) is ReviewState.PROPOSED


def test_refusing_stores_reason_and_note(session, organiser, proposals):
    organiser.post(
        f"/voorstellen/{proposals[0].id}/weigeren",
        data={"seen": "0", "reason": "known_already", "note": "Buren"},
    )

    decision = session.scalars(select(ReviewDecision)).one()
    assert (decision.after, decision.reason, decision.note) == (
        ReviewState.REFUSED,
        RefusalReason.KNOWN_ALREADY,
        "Buren",
    )


def test_a_second_organiser_sees_the_first_decision_and_keeps_what_was_typed(session, organiser, proposals):
    organiser.post(f"/voorstellen/{proposals[0].id}/goedkeuren", data={"seen": "0"})

    card = organiser.post(
        f"/voorstellen/{proposals[0].id}/weigeren",
        data={"seen": "0", "reason": "too_far", "note": "Te ver fietsen"},
        headers=HTMX,
    ).text

    assert "Iemand anders heeft intussen over dit voorstel besloten." in card
    assert "Te ver fietsen" in card
    assert state(session, proposals[0]) is ReviewState.APPROVED


def test_undo_takes_the_last_decision_back_and_history_keeps_both(session, organiser, proposals):
    organiser.post(f"/voorstellen/{proposals[0].id}/goedkeuren", data={"seen": "0"})

    card = organiser.post(
        f"/voorstellen/{proposals[0].id}/terugdraaien", data={"seen": "1"}, headers=HTMX
    ).text

    assert "Alle besluiten (2)" in card
    assert state(session, proposals[0]) is ReviewState.PROPOSED


def test_what_an_earlier_run_approved_and_this_one_lacks_is_named(session, organiser, meeting, proposals):
    organiser.post(f"/voorstellen/{proposals[0].id}/goedkeuren", data={"seen": "0"})
    a_run(session, meeting)

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/voorstellen").text

    assert "1 voorstel dat u eerder goedkeurde, komt in deze ronde niet terug." in page
