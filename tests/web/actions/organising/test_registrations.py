from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from models.log import LogEntry
from models.meeting import Meeting
from models.organisation import Organisation
from models.person import Language
from models.queries.invitations import registrations_of
from tests.builders import NOON, a_meeting, a_region, an_organisation
from web.actions.actor import NOBODY
from web.actions.organising.registrations import (
    AlreadyRegisteredError,
    Attendee,
    MeetingIsOverError,
    TooManyPersonsError,
    cancel,
    change_attendee,
    is_late,
    register,
)

JOKE = Attendee("Joke Voorbeeld", "Joke@example.org")
ALI = Attendee("Ali Test", language=Language.ENGLISH)
THIRD = Attendee("Derde Persoon")


@pytest.fixture
def meeting(session) -> Meeting:
    return a_meeting(session, a_region(session, "AM06", "GM0232"))


@pytest.fixture
def organisation(session) -> Organisation:
    return an_organisation(session, "Buurtkamer De Linde")


def coming(session, meeting, organisation) -> list[tuple[int | None, str]]:
    return [(r.place_number, r.name) for r in registrations_of(session, meeting.id, organisation.id)]


def test_register_gives_each_person_a_place(session, meeting, organisation):
    first, second = register(session, meeting, organisation, [JOKE, ALI], actor=NOBODY, at=NOON)

    assert (first.place_number, first.name, first.email, first.language) == (
        1,
        "Joke Voorbeeld",
        "joke@example.org",
        Language.DUTCH,
    )
    assert (second.place_number, second.email, second.language) == (2, "", Language.ENGLISH)
    assert session.scalars(select(LogEntry.detail)).all() == ["in_time", "in_time"]


def test_register_refuses_a_third_person_and_keeps_the_two(session, meeting, organisation):
    register(session, meeting, organisation, [JOKE, ALI], actor=NOBODY, at=NOON)

    with pytest.raises(TooManyPersonsError) as refusal:
        register(session, meeting, organisation, [THIRD], actor=NOBODY, at=NOON)

    assert refusal.value.maximum == 2
    assert coming(session, meeting, organisation) == [(1, "Joke Voorbeeld"), (2, "Ali Test")]


def test_register_refuses_all_when_one_is_too_many(session, meeting, organisation):
    with pytest.raises(TooManyPersonsError):
        register(session, meeting, organisation, [JOKE, ALI, THIRD], actor=NOBODY, at=NOON)

    assert coming(session, meeting, organisation) == []


def test_register_heeds_a_maximum_that_was_lowered_meanwhile(session, meeting, organisation):
    session.commit()
    assert meeting.maximum_persons == 2
    lowered = update(Meeting).values(maximum_persons=1).execution_options(synchronize_session=False)
    session.execute(lowered)

    with pytest.raises(TooManyPersonsError):
        register(session, meeting, organisation, [JOKE, ALI], actor=NOBODY, at=NOON)

    assert coming(session, meeting, organisation) == []


@pytest.mark.parametrize("name", ["   ", ""])
def test_attendee_refuses_a_blank_name(name):
    with pytest.raises(ValueError, match="blank name"):
        Attendee(name)


@pytest.mark.parametrize(
    "again",
    [Attendee("joke voorbeeld "), Attendee("J. Voorbeeld", " joke@EXAMPLE.org"), JOKE],
    ids=["name", "address", "both"],
)
def test_register_refuses_the_same_person_twice(session, meeting, organisation, again):
    register(session, meeting, organisation, [JOKE], actor=NOBODY, at=NOON)

    with pytest.raises(AlreadyRegisteredError):
        register(session, meeting, organisation, [again], actor=NOBODY, at=NOON)

    assert coming(session, meeting, organisation) == [(1, "Joke Voorbeeld")]


def test_register_allows_two_people_of_one_name_told_apart_by_address(session, meeting, organisation):
    namesake = Attendee("Joke Voorbeeld", "joke.junior@example.org")

    register(session, meeting, organisation, [JOKE, namesake], actor=NOBODY, at=NOON)

    assert coming(session, meeting, organisation) == [(1, "Joke Voorbeeld"), (2, "Joke Voorbeeld")]


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2026, 3, 19, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 19, 23, 0, tzinfo=UTC), True),
    ],
)
def test_is_late_begins_at_midnight_in_the_netherlands(session, meeting, at, late):
    assert meeting.rsvp_by == date(2026, 3, 19)
    assert is_late(meeting, at) is late


def test_register_after_the_last_day_is_possible_and_noted(session, meeting, organisation):
    at = meeting.starts_at - timedelta(minutes=1)

    register(session, meeting, organisation, [JOKE], actor=NOBODY, at=at)

    assert session.scalars(select(LogEntry.detail)).all() == ["late"]


def test_register_refuses_when_the_meeting_has_begun(session, meeting, organisation):
    with pytest.raises(MeetingIsOverError):
        register(session, meeting, organisation, [JOKE], actor=NOBODY, at=meeting.starts_at)

    assert coming(session, meeting, organisation) == []


def test_cancel_gives_the_place_to_someone_else(session, meeting, organisation):
    first, _ = register(session, meeting, organisation, [JOKE, ALI], actor=NOBODY, at=NOON)

    cancel(session, first, actor=NOBODY, at=NOON)
    register(session, meeting, organisation, [THIRD], actor=NOBODY, at=NOON)

    assert coming(session, meeting, organisation) == [(1, "Derde Persoon"), (2, "Ali Test")]
    assert (first.cancelled_at, first.place_number) == (NOON, None)


def test_cancel_twice_changes_nothing(session, meeting, organisation):
    (only,) = register(session, meeting, organisation, [JOKE], actor=NOBODY, at=NOON)
    cancel(session, only, actor=NOBODY, at=NOON)

    cancel(session, only, actor=NOBODY, at=NOON + timedelta(hours=1))

    assert only.cancelled_at == NOON


def test_cancel_is_refused_when_the_meeting_has_begun(session, meeting, organisation):
    (only,) = register(session, meeting, organisation, [JOKE], actor=NOBODY, at=NOON)

    with pytest.raises(MeetingIsOverError):
        cancel(session, only, actor=NOBODY, at=meeting.starts_at)

    assert only.cancelled_at is None


def test_change_attendee_corrects_the_person_on_the_place(session, meeting, organisation):
    (only,) = register(session, meeting, organisation, [JOKE], actor=NOBODY, at=NOON)

    change_attendee(session, only, ALI, actor=NOBODY, at=NOON)

    assert (only.place_number, only.name, only.email, only.language) == (1, "Ali Test", "", Language.ENGLISH)


def test_change_attendee_refuses_someone_who_comes_already(session, meeting, organisation):
    first, _ = register(session, meeting, organisation, [JOKE, ALI], actor=NOBODY, at=NOON)

    with pytest.raises(AlreadyRegisteredError):
        change_attendee(session, first, ALI, actor=NOBODY, at=NOON)

    assert first.name == "Joke Voorbeeld"
