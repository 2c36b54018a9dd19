"""A new database starts with facts, and with words to choose from."""

from itertools import chain

import pytest
from sqlalchemy import func, select

from models.facts import load_facts
from models.kind import Kind, TargetGroup, Theme
from models.meeting import MeetingKind
from models.region import Municipality, Region

pytestmark = pytest.mark.both_databases


def test_facts_can_be_loaded_twice_and_keep_what_was_edited(session):
    load_facts(session)
    session.get_one(Kind, "voedselbank").name_nl = "Voedselbank (aangepast)"
    session.flush()

    load_facts(session)

    assert session.get_one(Kind, "voedselbank").name_nl == "Voedselbank (aangepast)"
    counts = [
        session.scalar(select(func.count()).select_from(table)) for table in (Municipality, Region, Kind)
    ]
    assert counts == [342, 35, 77]


def test_municipalities_belong_to_their_region(session):
    load_facts(session)

    places = {place.name: place.code for place in session.get_one(Region, "AM06").municipalities}

    assert len(places) == 12
    assert places["Epe"] == "GM0232"


@pytest.mark.parametrize("table", [Theme, TargetGroup, MeetingKind])
def test_words_to_choose_from_are_unique_in_both_languages(session, table):
    load_facts(session)
    rows = session.scalars(select(table)).all()

    for field in ("slug", "name_nl", "name_en"):
        assert len({getattr(row, field) for row in rows}) == len(rows) > 5


def test_parties_of_a_kind_of_meeting_name_known_kinds(session):
    load_facts(session)
    known = set(session.scalars(select(Kind.slug)))

    parties = chain.from_iterable(kind.parties for kind in session.scalars(select(MeetingKind)))

    assert {slug for party in parties for slug in party.kinds} - known == set()
