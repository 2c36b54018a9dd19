"""The card of an organisation: every text in its place, nothing outside, and all of it in words too."""

from itertools import pairwise

import pytest

from models.organisation import StatementState
from tests.builders import a_kind, a_region, a_theme, an_organisation
from web.pictures.organisation import LONGEST_SUMMARY, picture_of, summary_of


@pytest.fixture(autouse=True)
def dutch(app):
    with app.test_request_context():
        yield


@pytest.fixture
def linde(session):
    region = a_region(session, "AM06", "GM0232")
    return an_organisation(
        session,
        "Buurtkamer De Linde",
        kind=a_kind(session),
        municipality_code="GM0232",
        offers=("Een zaal.", "Koffie", "Een oor", "Een tuin"),
        needs=("Iemand die brieven leest",),
        themes=[a_theme(session)],
        area=region.municipalities,
    )


def test_card_shows_offers_and_needs_and_counts_the_rest(linde):
    picture = picture_of(linde)

    assert [line.text for line in picture.name] == ["Buurtkamer De Linde"]
    assert [line.text for line in picture.facts] == ["voedselbank · Plaats GM0232"]
    told = [(side.title.text, [box.lines[0].text for box in side.boxes]) for side in picture.sides]
    assert told == [
        ("Wij bieden", ["Een zaal.", "Koffie", "Een oor"]),
        ("Wij zoeken", ["Iemand die brieven leest"]),
    ]
    assert [side.more.text if side.more else "" for side in picture.sides] == ["en nog 1", ""]
    assert [line.text for line in picture.foot] == ["Vangnet · Plaats GM0232"]
    assert (picture.sector, picture.title) == ("volunteers", "Kaart van Buurtkamer De Linde")
    assert (
        picture.alternative
        == "Wij bieden: Een zaal; Koffie; Een oor; Een tuin. Wij zoeken: Iemand die brieven leest."
    )


def test_nothing_lies_outside_or_over_another(linde):
    picture = picture_of(linde)

    tops = [(side.title.y - 20, side.title.y) for side in picture.sides]
    boxes = [(box.y, box.y + box.height) for side in picture.sides for box in side.boxes]
    spans = sorted([*tops, *boxes])
    assert all(upper[1] <= lower[0] + 1 for upper, lower in pairwise(spans))
    assert max(end for _, end in spans) < picture.height - 40


def test_long_texts_are_broken_and_cut(session):
    organisation = an_organisation(session, "Stichting " * 20, offers=("heel " * 100, "x" * 400))

    picture = picture_of(organisation)

    lines = [line.text for box in picture.sides[0].boxes for line in box.lines]
    assert len(picture.name) == 3
    assert len(lines) == 6
    assert lines[2].endswith("…")
    assert max(map(len, lines)) <= 36


def test_card_of_an_empty_profile_is_a_name(session):
    picture = picture_of(an_organisation(session, "De Eik"))

    assert (picture.sides, picture.facts, picture.foot, picture.alternative) == ((), (), (), "")
    assert picture.height > picture.name[-1].y


def test_withdrawn_statements_do_not_stand_on_the_card(linde):
    linde.statements[0].state = StatementState.WITHDRAWN

    assert "Een zaal" not in picture_of(linde).alternative


def test_summary_tells_the_first_of_each(linde, session):
    assert summary_of(linde) == "Wij bieden: Een zaal. Wij zoeken: Iemand die brieven leest."
    long = summary_of(an_organisation(session, "De Eik", about="woord " * 100))
    assert len(long) <= LONGEST_SUMMARY
    assert long.endswith("…")
