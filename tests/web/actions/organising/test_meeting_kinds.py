"""Kinds of meeting are data: an organiser adds, changes and sets aside; meetings keep what they have."""

from dataclasses import replace

import pytest

from tests.builders import NOON, a_meeting, a_region
from web.actions.actor import Actor
from web.actions.organising.meeting_kinds import KindDraft, KindNameTakenError, save_kind, set_kind_aside
from web.actions.organising.parties import PartyDraft, PartyRefusedError, meeting_parties

pytestmark = pytest.mark.both_databases
ACTOR = Actor(organises=frozenset({"AM06"}))
DRAFT = KindDraft(
    name_nl="Keukentafel & Co",
    name_en="Kitchen table",
    description="Eten en praten.",
    description_en="Eat and talk.",
    parties=[PartyDraft("Koks", 1, sectors=("business",), name_en="Cooks")],
)


def told(kind):
    return [(party.name, party.name_en, party.minimum, party.sectors) for party in kind.parties]


def test_a_new_kind_gets_a_key_of_its_own(session):
    kind = save_kind(session, DRAFT, None, actor=ACTOR, at=NOON)
    other = replace(DRAFT, name_nl="Keukentafel Co", name_en="Other")

    assert (kind.slug, told(kind)) == ("keukentafel_co", [("Koks", "Cooks", 1, ["business"])])
    assert save_kind(session, other, None, actor=ACTOR, at=NOON).slug == "keukentafel_co1"


def test_a_change_leaves_meetings_as_they_are(session):
    kind = save_kind(session, DRAFT, None, actor=ACTOR, at=NOON)
    meeting = a_meeting(session, a_region(session))
    meeting.kind, meeting.parties = kind, meeting_parties(kind.parties)
    session.flush()

    changed = replace(DRAFT, parties=[PartyDraft("Koks", 2, kinds=("bakker",)), *DRAFT.parties[:0]])
    save_kind(session, changed, kind, actor=ACTOR, at=NOON)

    assert told(kind) == [("Koks", "", 2, [])]
    assert told(meeting) == [("Koks", "Cooks", 1, ["business"])]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name_nl": "keukentafel & CO"}, "name_nl"), ({"name_nl": "Anders"}, "name_en")],
)
def test_two_kinds_of_one_name_are_refused(session, change, field):
    save_kind(session, DRAFT, None, actor=ACTOR, at=NOON)

    with pytest.raises(KindNameTakenError) as refusal:
        save_kind(session, replace(DRAFT, **change), None, actor=ACTOR, at=NOON)

    assert refusal.value.field == field


def test_a_kind_without_rules_must_be_meant(session):
    with pytest.raises(PartyRefusedError, match="no_parties"):
        save_kind(session, replace(DRAFT, parties=[]), None, actor=ACTOR, at=NOON)

    assert told(save_kind(session, replace(DRAFT, parties=[], anyone=True), None, actor=ACTOR, at=NOON)) == []


def test_a_kind_is_set_aside_and_brought_back(session):
    kind = save_kind(session, DRAFT, None, actor=ACTOR, at=NOON)

    set_kind_aside(session, kind, aside=True, actor=ACTOR, at=NOON)
    assert kind.set_aside_at == NOON
    set_kind_aside(session, kind, aside=False, actor=ACTOR, at=NOON)
    assert kind.set_aside_at is None
