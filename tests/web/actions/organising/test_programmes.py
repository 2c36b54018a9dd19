"""A programme says what every region had and lacks, and what is to be arranged before when."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from models.meeting import MeetingKind
from models.programme import Programme, ProgrammeMeeting
from models.queries.programmes import part_of, programme_of, programmes_in
from tests.builders import NOON, a_meeting, a_person, a_region
from web.actions import permissions
from web.actions.actor import Actor
from web.actions.organising.programmes import (
    PartDraft,
    PhaseDraft,
    ProgrammeDraft,
    ProgrammeFault,
    ProgrammeRefusedError,
    place_meeting,
    save_parts,
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
    return ProgrammeDraft("Samen sterk", "Dertig voorbeelden", 30, *YEAR, (region.code,))


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


@pytest.fixture
def kinds(session):
    names = ("kring", "leercirkel", "landelijk")
    session.add_all([MeetingKind(slug=name, name_nl=name.title(), name_en=name) for name in names])
    session.flush()
    return names


def told(programme):
    return [(part.kind_slug, part.name, part.national, part.after_earlier) for part in programme.parts]


def test_parts_are_kept_in_their_order_and_change_in_place(session, programme, kinds):
    drafts = [PartDraft("kring"), PartDraft("leercirkel", after_earlier=True)]
    save_parts(session, programme, drafts, actor=ORGANISER, at=NOON)
    circle = programme.parts[1]

    changed = [
        PartDraft("landelijk", " Moed en Groet ", national=True),
        PartDraft("leercirkel", id=circle.id),
        PartDraft("landelijk", "Moed en Nu", national=True, after_earlier=True),
    ]
    save_parts(session, programme, changed, actor=ORGANISER, at=NOON)

    assert told(programme) == [
        ("landelijk", "Moed en Groet", True, False),
        ("leercirkel", "", False, False),
        ("landelijk", "Moed en Nu", True, True),
    ]
    assert programme.parts[1].id == circle.id


@pytest.mark.parametrize(
    ("drafts", "field", "fault"),
    [
        ([PartDraft("kring"), PartDraft("kring")], "parts-1", ProgrammeFault.PART_TWICE),
        ([PartDraft("kring", "A"), PartDraft("kring", "a")], "parts-1", ProgrammeFault.PART_TWICE),
        ([PartDraft("kring", after_earlier=True)], "parts-0", ProgrammeFault.NOTHING_BEFORE),
        (
            [PartDraft("landelijk", national=True), PartDraft("kring", after_earlier=True)],
            "parts-1",
            ProgrammeFault.NOTHING_BEFORE,
        ),
        ([PartDraft("onbekend")], "parts-0", ProgrammeFault.UNKNOWN_CHOICE),
        ([PartDraft("kring", id=999)], "parts-0", ProgrammeFault.UNKNOWN_CHOICE),
    ],
)
def test_parts_that_contradict_each_other_are_refused(session, programme, kinds, drafts, field, fault):
    with pytest.raises(ProgrammeRefusedError) as refusal:
        save_parts(session, programme, drafts, actor=ORGANISER, at=NOON)

    assert (refusal.value.field, refusal.value.fault) == (field, fault)
    assert told(programme) == []


def test_a_part_with_meetings_stays_and_keeps_its_kind(session, region, programme, kinds):
    meeting = a_meeting(session, region)
    save_parts(session, programme, [PartDraft(meeting.kind_slug)], actor=ORGANISER, at=NOON)
    part = programme.parts[0]
    place_meeting(session, meeting, programme, part)
    assert part_of(session, meeting.id) is part

    with pytest.raises(ProgrammeRefusedError, match="parts: part_has_meetings Gesprekskring"):
        save_parts(session, programme, [], actor=ORGANISER, at=NOON)
    with pytest.raises(ProgrammeRefusedError, match="parts-0: part_has_meetings"):
        save_parts(session, programme, [PartDraft("kring", id=part.id)], actor=ORGANISER, at=NOON)


def test_a_meeting_takes_no_part_of_another_kind_or_programme(session, region, draft, programme, kinds):
    meeting = a_meeting(session, region)
    other = save_programme(session, replace(draft, name="Ander"), None, actor=ORGANISER, at=NOON)
    save_parts(session, programme, [PartDraft("kring")], actor=ORGANISER, at=NOON)
    part = programme.parts[0]

    with pytest.raises(ProgrammeRefusedError, match="other_kind kring"):
        place_meeting(session, meeting, programme, part)
    with pytest.raises(ProgrammeRefusedError, match="unknown_choice"):
        place_meeting(session, meeting, other, part)


def test_the_database_refuses_a_part_of_another_programme(session, region, draft, programme, kinds):
    meeting = a_meeting(session, region)
    other = save_programme(session, replace(draft, name="Ander"), None, actor=ORGANISER, at=NOON)
    save_parts(session, programme, [PartDraft("kring")], actor=ORGANISER, at=NOON)
    wrong = ProgrammeMeeting(meeting_id=meeting.id, programme_id=other.id, part_id=programme.parts[0].id)

    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(wrong)


def test_a_programme_with_parts_and_meetings_can_go_at_once(session, region, programme, kinds):
    meeting = a_meeting(session, region)
    save_parts(session, programme, [PartDraft(meeting.kind_slug)], actor=ORGANISER, at=NOON)
    place_meeting(session, meeting, programme, programme.parts[0])

    session.execute(delete(Programme).where(Programme.id == programme.id))

    assert programme_of(session, meeting.id) is None
