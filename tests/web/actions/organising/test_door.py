from datetime import timedelta

import pytest

from tests.builders import NOON, a_registration
from tests.guests import Party
from web.actions.organising.door import check_in, door_list, door_of, undo_check_in

pytestmark = pytest.mark.both_databases


@pytest.fixture
def party(session):
    party = Party(session)
    for organisation, name in ((party.linde, "Zoë Ünal"), (party.raap, "Ans Bakker"), (party.molen, "Mo")):
        a_registration(session, party.meeting, organisation).name = name
    session.flush()
    return party


def people(party, words=""):
    door = door_of(party.session, party.meeting, words)
    return [one.name for one in door.expected], [one.name for one in door.inside], door.arrived, door.total


def guest(party, name):
    return next(one for one in door_list(party.session, party.meeting) if one.name == name)


def test_door_finds_people_by_name_or_organisation_without_accents(party):
    assert people(party, "zoe un") == (["Zoë Ünal"], [], 0, 3)
    assert people(party, "raap") == (["Ans Bakker"], [], 0, 3)
    assert people(party, "niemand") == ([], [], 0, 3)


def test_who_is_in_is_counted_and_can_be_put_back(party):
    mo = guest(party, "Mo")

    assert check_in(party.session, mo, actor=party.actor, at=NOON)
    party.session.expire_all()
    assert people(party) == (["Ans Bakker", "Zoë Ünal"], ["Mo"], 1, 3)
    assert not check_in(party.session, mo, actor=party.actor, at=NOON)

    assert undo_check_in(party.session, mo, actor=party.actor, at=NOON)
    party.session.expire_all()
    assert not undo_check_in(party.session, mo, actor=party.actor, at=NOON)
    assert people(party)[2:] == (0, 3)


def test_last_arrivals_come_first(party):
    for minutes, name in enumerate(("Mo", "Zoë Ünal", "Ans Bakker")):
        check_in(party.session, guest(party, name), actor=party.actor, at=NOON + timedelta(minutes=minutes))
    party.session.expire_all()

    assert [one.name for one in door_of(party.session, party.meeting).just_in] == [
        "Ans Bakker",
        "Zoë Ünal",
        "Mo",
    ]


def test_who_cancelled_does_not_come_in(party):
    mo = guest(party, "Mo")
    mo.cancelled_at, mo.place_number = NOON, None
    party.session.flush()

    assert not check_in(party.session, mo, actor=party.actor, at=NOON)
