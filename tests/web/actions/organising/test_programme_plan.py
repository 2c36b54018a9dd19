"""The plan of a programme says what was held, is planned, stands too early, is missing or has to wait."""

from datetime import date, timedelta

import pytest

from models.meeting import MeetingKind
from tests.builders import NOON, a_meeting, a_region
from web.actions.actor import Actor
from web.actions.organising.programme_plan import Progress, plan_of
from web.actions.organising.programmes import (
    PartDraft,
    ProgrammeDraft,
    place_meeting,
    save_parts,
    save_programme,
)

pytestmark = pytest.mark.both_databases
ACTOR = Actor(organises=frozenset({"AM06"}))
DAY = timedelta(days=1)


@pytest.fixture
def regions(session):
    return [a_region(session), a_region(session, "AM11")]


@pytest.fixture
def programme(session, regions):
    draft = ProgrammeDraft("Samen", "", 0, date(2026, 1, 1), date(2026, 12, 31), ("AM06", "AM11"))
    saved = save_programme(session, draft, None, actor=ACTOR, at=NOON)
    session.add_all(
        [MeetingKind(slug=slug, name_nl=slug, name_en=slug) for slug in ("one", "circle", "national")]
    )
    session.flush()
    parts = [
        PartDraft("one"),
        PartDraft("circle", after_earlier=True),
        PartDraft("national", "Moed", national=True),
    ]
    save_parts(session, saved, parts, actor=ACTOR, at=NOON)
    return saved


@pytest.fixture
def put(session, programme):
    """Plan a meeting of this region as this part (None = beside the plan), in so many days."""

    def plan(region, part, days):
        kind = session.get(MeetingKind, programme.parts[part].kind_slug) if part is not None else None
        starts = NOON + days * DAY
        meeting = a_meeting(session, region, starts_at=starts, ends_at=starts + DAY / 8)
        if kind:
            meeting.kind = kind
        session.flush()
        place_meeting(session, meeting, programme, programme.parts[part] if part is not None else None)
        session.expire_all()
        return meeting

    return plan


def progress(session, programme):
    plan = plan_of(session, programme, NOON)
    rows = {row.region.code: [cell.progress for cell in row.cells] for row in plan.rows}
    return rows, [cell.progress for cell in plan.national]


def test_an_empty_plan_lacks_all_and_the_circle_waits(session, programme):
    lacks = [Progress.MISSING, Progress.WAITING]
    assert progress(session, programme) == ({"AM06": lacks, "AM11": lacks}, [Progress.MISSING])
    assert plan_of(session, programme, NOON).counts() == (0, 0, 5)


def test_each_region_goes_its_own_way(session, regions, programme, put):
    put(regions[0], 0, -5)
    put(regions[0], 1, 5)
    put(regions[1], 0, 5)

    rows, _national = progress(session, programme)

    assert rows == {
        "AM06": [Progress.HELD, Progress.PLANNED],
        "AM11": [Progress.PLANNED, Progress.MISSING],
    }
    assert plan_of(session, programme, NOON).counts() == (1, 2, 2)


@pytest.mark.parametrize("first", [None, 9])
def test_a_circle_before_what_it_follows_is_too_early(session, regions, programme, put, first):
    put(regions[0], 1, 5)
    if first is not None:
        put(regions[0], 0, first)

    assert progress(session, programme)[0]["AM06"][1] is Progress.TOO_EARLY


def test_a_national_meeting_stands_with_no_region_and_one_beside_the_plan_with_its_own(
    session, regions, programme, put
):
    national, beside = put(regions[1], 2, 3), put(regions[1], None, 3)

    plan = plan_of(session, programme, NOON)

    assert [cell.meetings for cell in plan.national] == [(national,)]
    assert [row.others for row in plan.rows] == [(), (beside,)]
    assert plan.part_of == {national.id: 2}


def test_a_meeting_that_was_cancelled_does_not_count(session, regions, programme, put):
    put(regions[0], 0, 5).cancelled_at = NOON

    assert progress(session, programme)[0]["AM06"][0] is Progress.MISSING
