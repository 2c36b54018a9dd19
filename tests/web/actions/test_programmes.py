"""A programme says what every region had and lacks, and what is to be arranged before when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.meeting import MeetingKind
from models.programme import Programme
from models.queries.programmes import programme_of, programmes_in
from tests.builders import NOON, a_meeting, a_person, a_region
from web.actions import permissions
from web.actions.actor import Actor
from web.actions.programmes import (
    PhaseDraft,
    ProgrammeDraft,
    ProgrammeFault,
    ProgrammeRefusedError,
    Progress,
    place_meeting,
    rows_of,
    save_phases,
    save_programme,
    tick,
)

pytestmark = pytest.mark.both_databases
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ORGANISER = Actor(organises=frozenset({"AM06"}))


@pytest.fixture
def region(session):
    return a_region(session)


@pytest.fixture
def draft(region):
    return ProgrammeDraft("Samen sterk", "Dertig voorbeelden", 30, *YEAR, (region.code,), ())


@pytest.fixture
def programme(session, draft) -> Programme:
    return save_programme(session, draft, None, actor=ORGANISER, at=NOON)


def test_a_programme_is_found_by_its_regions(session, programme):
    assert list(programmes_in(session, {"AM06"})) == [programme]
    assert list(programmes_in(session, {"AM08"})) == []
    assert permissions.organises_programme(session, ORGANISER, programme_id=programme.id)
    elsewhere = Actor(organises=frozenset({"AM08"}))
    assert not permissions.organises_programme(session, elsewhere, programme_id=programme.id)


@pytest.mark.parametrize(
    ("change", "field", "fault"),
    [
        ({"ends_on": date(2025, 1, 1)}, "ends_on", ProgrammeFault.ENDS_BEFORE_START),
        ({"regions": ()}, "regions", ProgrammeFault.NO_REGION),
        ({"regions": ("AM08",)}, "regions", ProgrammeFault.OUTSIDE_OWN_REGIONS),
    ],
)
def test_a_faulty_draft_is_refused_at_its_field(session, draft, change, field, fault):
    with pytest.raises(ProgrammeRefusedError) as refusal:
        save_programme(session, replace(draft, **change), None, actor=ORGANISER, at=NOON)

    assert (refusal.value.field, refusal.value.fault) == (field, fault)


def test_two_programmes_of_one_name_are_refused(session, draft, programme):
    with pytest.raises(ProgrammeRefusedError, match="name_taken"):
        save_programme(session, replace(draft, name=" Samen sterk "), None, actor=ORGANISER, at=NOON)

    assert save_programme(session, draft, programme, actor=ORGANISER, at=NOON) is programme


def test_rows_tell_what_was_held_is_planned_and_is_missing(session, region, draft, programme):
    meeting = a_meeting(session, region)
    other = MeetingKind(slug="leercirkel", name_nl="Leercirkel", name_en="Learning circle")
    session.add(other)
    session.flush()
    kinds = (meeting.kind_slug, other.slug)
    save_programme(session, replace(draft, kinds=kinds), programme, actor=ORGANISER, at=NOON)
    place_meeting(session, meeting, programme)
    session.expire_all()

    def progress(at):
        (row,) = rows_of(programme, at)
        names = [kind.slug for kind in programme.kinds]
        return {name: cell.progress for name, cell in zip(names, row.cells, strict=True)}

    before, after = meeting.starts_at - timedelta(days=1), meeting.ends_at + timedelta(days=1)
    assert progress(before) == {meeting.kind_slug: Progress.PLANNED, "leercirkel": Progress.MISSING}
    assert progress(after) == {meeting.kind_slug: Progress.HELD, "leercirkel": Progress.MISSING}


def test_a_meeting_belongs_to_one_programme_or_none(session, region, programme):
    meeting = a_meeting(session, region)

    for chosen in (programme, programme, None):
        place_meeting(session, meeting, chosen)
        assert programme_of(session, meeting.id) is chosen


def test_a_region_with_meetings_cannot_be_taken_out(session, region, draft, programme):
    a_region(session, "AM08")
    place_meeting(session, a_meeting(session, region), programme)
    session.expire_all()
    both = Actor(organises=frozenset({"AM06", "AM08"}))

    with pytest.raises(ProgrammeRefusedError, match="region_has_meetings"):
        save_programme(session, replace(draft, regions=("AM08",)), programme, actor=both, at=NOON)


def test_what_is_arranged_stays_so_when_phases_change(session, programme):
    person = a_person(session)
    actor = Actor(person_id=person.id, organises=frozenset({"AM06"}))
    phase = PhaseDraft("Voorbereiden", *YEAR, ("zaal", "sprekers"))
    save_phases(session, programme, [phase], actor=actor, at=NOON)
    tick(session, programme.phases[0].tasks[0], done=True, actor=actor, at=NOON)

    save_phases(session, programme, [replace(phase, tasks=("mail", "zaal"))], actor=actor, at=NOON)

    (saved,) = programme.phases
    told = [(task.text, task.done_at, task.done_by) for task in saved.tasks]
    assert told == [("mail", None, None), ("zaal", NOON, person.id)]
    tick(session, saved.tasks[1], done=False, actor=actor, at=NOON)
    assert (saved.tasks[1].done_at, saved.tasks[1].done_by) == (None, None)


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ((date(2026, 3, 1), date(2026, 2, 1)), ProgrammeFault.ENDS_BEFORE_START),
        ((date(2026, 3, 1), date(2027, 2, 1)), ProgrammeFault.OUTSIDE_PROGRAMME),
    ],
)
def test_a_phase_outside_the_programme_is_refused(session, programme, days, fault):
    with pytest.raises(ProgrammeRefusedError) as refusal:
        save_phases(session, programme, [PhaseDraft("Fase", *days, ())], actor=ORGANISER, at=NOON)

    assert (refusal.value.field, refusal.value.fault) == ("phases-0", fault)
