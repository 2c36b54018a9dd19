"""What organisers agree beforehand, and proposals of their own; contradictions are told with names."""

from datetime import date

import pytest
from sqlalchemy import func, select

from matcher.review import ReviewState
from models.pin import Pin, PinKind
from models.proposal import Proposal
from models.queries.promises import pins_of
from models.relation import Acquaintance, NotWith
from models.seating import KeptApart
from tests.arena import Arena
from tests.builders import NOON
from web.actions.proposals.review import approve


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def anna(arena, signed_in):
    return signed_in(arena.anna)


@pytest.fixture
def path(arena):
    return f"/bijeenkomsten/{arena.meeting.id}/afspraken"


def pair(arena, one, other, what, **more):
    return {"first": arena.ids[one], "second": arena.ids[other], "what": what, **more}


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_each_agreement_is_kept_shown_and_taken_away(session, arena, anna, path):
    for sent in (
        pair(arena, 0, 8, "samen"),
        pair(arena, 1, 7, "uit-elkaar"),
        pair(arena, 2, 6, "bekend", met_on="2026-03-20"),
    ):
        assert "Opgeslagen." in anna.post(path, data=sent, follow_redirects=True).text

    (together,) = pins_of(session, arena.meeting.id, PinKind.TOGETHER)
    apart, known = session.scalars(select(KeptApart)).one(), session.scalars(select(Acquaintance)).one()
    assert (together.group, apart.first_id) == ((arena.ids[0], arena.ids[8]), arena.ids[1])
    assert known.met_on == date(2026, 3, 20)
    assert "sinds vrijdag 20 maart 2026" in anna.get(path).text

    for what, id_ in (("vast", together.id), ("apart", apart.id), ("bekend", known.id)):
        anna.post(f"{path}/{what}/{id_}/weg")
    assert [count(session, table) for table in (Pin, KeptApart, Acquaintance)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Kies een organisatie."),
        ({"first": 0, "second": 1}, "Kies wat u afspreekt."),
        ({"first": 0, "second": 0, "what": "samen"}, "Kies twee tot vijf verschillende organisaties"),
        ({"first": 0, "second": 0, "what": "bekend"}, "Kies twee verschillende organisaties"),
        ({"first": 0, "second": 1, "what": "verliefd"}, "Ongeldige keuze."),
        ({"first": 0, "second": 1, "what": "bekend", "met_on": "vorig jaar"}, "Ongeldige datum."),
        (
            {"first": 0, "second": 1, "what": "bekend", "met_on": "2999-01-01"},
            "Kies een dag die al geweest is.",
        ),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_chosen(session, arena, anna, path, sent, message):
    sent = {name: arena.ids[told] if isinstance(told, int) else told for name, told in sent.items()}

    page = anna.post(path, data=sent).text

    assert message in page
    assert [count(session, table) for table in (Pin, KeptApart, Acquaintance)] == [0, 0, 0]
    if "first" in sent:
        assert f'<option selected value="{sent["first"]}">' in page


def test_must_and_must_not_contradict_and_both_ways_say_which(session, arena, anna, path):
    anna.post(path, data=pair(arena, 0, 8, "samen"))
    approve(session, arena.second, actor=arena.actor(), at=NOON)
    anna.post(path, data=pair(arena, 1, 7, "uit-elkaar"))

    pinned = anna.post(path, data=pair(arena, 0, 8, "uit-elkaar")).text
    approved = anna.post(path, data=pair(arena, 3, 5, "uit-elkaar")).text
    apart = anna.post(path, data=pair(arena, 1, 7, "samen")).text

    assert "Organisatie 1 – Organisatie 9 is vastgezet of goedgekeurd" in pinned
    assert "Organisatie 4 – Organisatie 5 – Organisatie 6 is vastgezet of goedgekeurd" in approved
    assert "u zette Organisatie 2 – Organisatie 8 uit elkaar" in apart
    assert (count(session, Pin), count(session, KeptApart)) == (1, 1)


def test_a_private_wish_is_not_told(session, arena, anna, path):
    session.add(
        NotWith(organisation_id=arena.ids[0], other_id=arena.ids[8], reason="kanarie", created_at=NOON)
    )

    page = anna.post(path, data=pair(arena, 0, 8, "samen")).text

    assert "Deze organisaties kunnen niet samen. Waarom, zeggen wij niet." in page
    assert [told in anna.get(path).text for told in ("Organisatie 1 – Organisatie 9", "kanarie")] == [
        False
    ] * 2


def own(anna, arena, *numbers):
    words = ("first", "second", "third", "fourth", "fifth")
    sent = {word: arena.ids[number] for word, number in zip(words, numbers, strict=False)}
    return anna.post(f"/bijeenkomsten/{arena.meeting.id}/voorstellen/eigen", data=sent)


def test_an_own_pair_is_approved_at_once_and_bears_its_maker(session, arena, anna):
    answer = own(anna, arena, 0, 8)

    made = session.scalars(select(Proposal).where(Proposal.made_by.is_not(None))).one()
    assert answer.headers["Location"] == f"/voorstellen/{made.id}"
    assert (made.state, made.made_by) == (ReviewState.APPROVED, arena.anna.id)
    assert "Zelf gemaakt" in anna.get(f"/voorstellen/{made.id}").text


def test_an_own_coalition_comes_instead_of_others_of_its_members(session, arena, anna):
    approve(session, arena.first, actor=arena.actor(), at=NOON)

    own(anna, arena, 0, 3, 6)

    made = session.scalars(select(Proposal).where(Proposal.made_by.is_not(None))).one()
    states = [one.state.value for one in (made, arena.first, arena.second)]
    assert states == ["approved", "refused", "refused"]


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ((0,), "Kies een organisatie."),
        ((0, 0), "Kies twee tot vijf verschillende organisaties"),
        ((0, 1, 0), "Kies twee tot vijf verschillende organisaties"),
    ],
)
def test_an_own_proposal_needs_two_to_five_different_ones(session, arena, anna, numbers, message):
    page = own(anna, arena, *numbers).text

    assert message in page
    assert count(session, Proposal) == 2


def test_an_own_proposal_of_two_who_are_kept_apart_is_refused(session, arena, anna, path):
    anna.post(path, data=pair(arena, 0, 8, "uit-elkaar"))

    page = own(anna, arena, 0, 8).text

    assert "Dit is niet opgeslagen." in page
    assert count(session, Proposal) == 2
