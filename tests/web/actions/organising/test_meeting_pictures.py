"""The pictures of a meeting: bars that follow the numbers, and a dot per municipality."""

import pytest

from models.guest import MeetingInvitation
from models.region import Municipality
from tests.arena import Arena
from tests.builders import NOON, a_meeting, an_organisation
from web.actions.organising.meeting_pictures import WIDTH, StepCode, flow_of, origins_of


@pytest.fixture
def arena(session):
    return Arena(session)


def steps(flow):
    return [(step.code, step.organisations, step.persons, step.lost) for step in flow.steps]


def test_flow_counts_from_invited_to_present(session, arena):
    for number, declined in ((0, None), (1, None), (2, NOON), (3, NOON), (8, None)):
        invitation = MeetingInvitation(
            meeting_id=arena.meeting.id,
            organisation_id=arena.ids[number],
            invited_at=NOON,
            declined_at=declined,
        )
        session.add(invitation)
    stranger = an_organisation(session, "Zegt niets")
    session.add(MeetingInvitation(meeting_id=arena.meeting.id, organisation_id=stranger.id, invited_at=NOON))
    arena.cancel(8)
    arena.guests[0].arrived_at = NOON
    session.flush()

    flow = flow_of(session, arena.meeting)

    assert steps(flow) == [
        (StepCode.INVITED, 6, None, 0),
        (StepCode.ANSWERED, 5, None, 1),
        (StepCode.REGISTERED, 9, 9, 0),
        (StepCode.COMING, 8, 8, 1),
        (StepCode.PRESENT, 1, 1, 7),
    ]
    assert [step.width for step in flow.steps] == [round(WIDTH * count / 9, 1) for count in (6, 5, 9, 8, 1)]
    assert [bool(step.slope) for step in flow.steps] == [True, True, True, True, False]
    assert flow.steps[-1].top + 30 == flow.height


def test_flow_begins_with_who_registered_when_nobody_was_invited(session, arena):
    assert [step.code for step in flow_of(session, arena.meeting).steps] == [
        StepCode.REGISTERED,
        StepCode.COMING,
    ]


def test_flow_of_an_empty_meeting_has_empty_bars(session, arena):
    flow = flow_of(session, a_meeting(session, arena.region))

    assert [step.width for step in flow.steps] == [0, 0]


def test_map_has_a_dot_where_people_come_from_and_counts_the_others(session, arena):
    for code, name in (("GM0200", "Apeldoorn"), ("GM0363", "Amsterdam")):
        session.add(Municipality(code=code, name=name, province="X", latitude=52, longitude=5))
    session.flush()
    for number, code in ((0, "GM0200"), (1, "GM0363"), (2, None)):
        arena.organisations[number].municipality_code = code
    session.flush()

    origins = origins_of(session, arena.meeting)

    dots = {place.code: (place.organisations, place.inside) for place in origins.drawn if place.organisations}
    assert dots == {"GM0232": (6, True), "GM0200": (1, False)}
    left, top, width, height = (int(word) for word in origins.map.box.split())
    dotted = [place for place in origins.drawn if place.organisations]
    assert all(left < one.x < left + width and top < one.y < top + height for one in dotted)
    assert origins.drawn[0].radius == pytest.approx(origins.drawn[1].radius * 6**0.5, rel=0.02)
    assert [(name, one.organisations) for name, one in origins.places] == [
        ("Plaats GM0232", 6),
        ("Apeldoorn", 1),
        ("Amsterdam", 1),
    ]
    assert (origins.elsewhere, origins.unknown) == (1, 1)
