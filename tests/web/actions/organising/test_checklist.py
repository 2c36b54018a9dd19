"""The check-list of a meeting: usual tasks, what is late, who did what, and days that move along."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from models.checklist import MeetingPhase, MeetingTask
from models.person import Person
from tests.builders import NOON, a_meeting, a_person, a_region
from web.actions.actor import Actor
from web.actions.organising.checklist import (
    MOST_TASKS,
    TaskDraft,
    TooManyTasksError,
    add_task,
    add_usual_tasks,
    checklist_of,
    is_near,
    take_off,
    tick_task,
)

pytestmark = pytest.mark.both_databases
COFFEE = TaskDraft(MeetingPhase.DAY, " Koffie zetten ", date(2026, 4, 1))


@pytest.fixture
def meeting(session):
    """On 1 April 2026, with answers until 19 March; made in January, and now it is 2 March."""
    return a_meeting(
        session,
        a_region(session),
        final_invitation_by=date(2026, 3, 26),
        created_at=NOON - timedelta(days=45),
    )


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session).id, organises=frozenset({"AM06"}))


def test_usual_tasks_count_from_the_days_of_the_meeting(session, meeting):
    add_usual_tasks(session, meeting)

    checklist = checklist_of(session, meeting, NOON)

    due = {line.task.name_en: line.due for line in checklist.lines}
    assert due["Choose day, time and place"] == date(2026, 2, 4)
    assert due["Close the registration"] == date(2026, 3, 19)
    assert due["Mail the definitive invitation, with programme and place"] == date(2026, 3, 26)
    assert due["Ask halfway how the steps are going"] == date(2026, 6, 30)
    assert {phase: len(lines) for phase, lines in checklist.phases.items()} == {
        MeetingPhase.INVITING: 4,
        MeetingPhase.ANSWERING: 3,
        MeetingPhase.PREPARING: 4,
        MeetingPhase.DAY: 2,
        MeetingPhase.AFTERWARDS: 3,
    }
    assert Counter(line.late for line in checklist.lines) == {True: 4, False: 12}
    assert checklist.next().task.name_en == "Remind those who have not answered"


def test_who_makes_a_meeting_late_gets_a_week_for_what_should_have_been_done(session, meeting):
    add_usual_tasks(session, meeting)
    meeting.created_at = NOON

    checklist = checklist_of(session, meeting, NOON)

    assert checklist.late == []
    assert [line.due for line in checklist.phases[MeetingPhase.INVITING]] == [date(2026, 3, 9)] * 4
    meeting.created_at = meeting.starts_at - timedelta(days=2)
    assert max(line.due for line in checklist_of(session, meeting, NOON).phases[MeetingPhase.INVITING]) == (
        date(2026, 4, 1)
    )


def test_what_is_done_is_not_late_and_says_who_did_it(session, meeting, actor):
    add_usual_tasks(session, meeting)
    line = checklist_of(session, meeting, NOON).late[0]
    someone_else = Actor(person_id=a_person(session, "els@example.org").id)

    tick_task(session, line.task, done=True, actor=actor, at=NOON)
    tick_task(session, line.task, done=True, actor=someone_else, at=NOON + timedelta(days=1))

    checklist = checklist_of(session, meeting, NOON)
    assert (line.task.done_at, line.task.done_by) == (NOON, actor.person_id)
    assert (checklist.done, len(checklist.late)) == (1, 3)
    tick_task(session, line.task, done=False, actor=actor, at=NOON)
    assert (line.task.done_at, line.task.done_by) == (None, None)


def test_who_did_it_is_forgotten_with_the_person(session, meeting, actor):
    add_usual_tasks(session, meeting)
    task = checklist_of(session, meeting, NOON).lines[0].task
    tick_task(session, task, done=True, actor=actor, at=NOON)
    session.flush()

    session.execute(delete(Person).where(Person.id == actor.person_id))
    session.expire_all()

    assert (task.done_at, task.done_by) == (NOON, None)


def test_what_is_added_moves_with_the_meeting(session, meeting, actor):
    add_task(session, meeting, COFFEE, actor=actor, at=NOON)
    meeting.ends_at += timedelta(days=7)
    meeting.starts_at += timedelta(days=7)

    [line] = checklist_of(session, meeting, NOON).phases[MeetingPhase.DAY]

    assert (line.task.name_nl, line.due) == ("Koffie zetten", date(2026, 4, 8))


def test_what_is_taken_off_can_be_put_back(session, meeting, actor):
    add_task(session, meeting, COFFEE, actor=actor, at=NOON)
    [line] = checklist_of(session, meeting, NOON).lines

    take_off(session, line.task, off=True, actor=actor, at=NOON)
    without = checklist_of(session, meeting, NOON)
    take_off(session, line.task, off=False, actor=actor, at=NOON)

    assert (without.lines, without.taken_off, without.next()) == ([], [line.task], None)
    assert [each.task for each in checklist_of(session, meeting, NOON).lines] == [line.task]


def test_a_list_has_an_end(session, meeting, actor):
    for number in range(MOST_TASKS):
        task = MeetingTask(
            meeting_id=meeting.id, phase=MeetingPhase.DAY, position=number, name_nl="x", days=0
        )
        session.add(task)
    session.flush()

    with pytest.raises(TooManyTasksError):
        add_task(session, meeting, COFFEE, actor=actor, at=NOON)


def test_a_task_lies_within_about_a_year_of_its_meeting(meeting):
    days = (date(2027, 5, 6), date(2027, 5, 7), date(2025, 2, 25), date(2025, 2, 24))

    assert [is_near(meeting, day) for day in days] == [True, False, True, False]
