"""What a case taught is told from the day on, reported without names, and read elsewhere once shared."""

from datetime import timedelta

import pytest

from models.circle import CaseLesson
from tests.builders import NOON
from tests.circle import CircleDay
from web.actions.afterwards.circle_cases import CaseState, CaseUnknown, judge_case
from web.actions.afterwards.circle_lessons import (
    LessonDraft,
    LessonsShared,
    NothingLearnt,
    accepted_case,
    report_of,
    share_lessons,
    shared_reports,
    tell_lesson,
    tell_own_lesson,
)
from web.actions.lists.encounters import NotYetError
from web.clock import now


@pytest.fixture
def town(session):
    return CircleDay(session)


@pytest.fixture
def case(town):
    guest = town.talk()
    town.starts_in(timedelta(hours=-1))
    return accepted_case(town.session, town.meeting, guest.id)


def tell(town, case, *words, own=False):
    draft = LessonDraft(*words)
    told = tell_own_lesson if own else tell_lesson
    told(town.session, town.meeting, case, draft, actor=town.actor, at=now())


def share(town, shared=True):
    share_lessons(town.session, town.meeting, shared=shared, actor=town.actor, at=NOON)


def test_the_last_lesson_counts_and_an_empty_one_leaves_nothing(session, town, case):
    tell(town, case, "Bel eerder.", "", "")
    tell(town, case, "Bel meteen.", "Wij bellen.", "Tijd.")
    lesson = session.get_one(CaseLesson, case.registration_id)
    assert (lesson.learnt, lesson.differently, lesson.obstacle) == ("Bel meteen.", "Wij bellen.", "Tijd.")

    tell(town, case, "", "", "")

    assert session.query(CaseLesson).count() == 0


def test_nothing_is_learnt_before_the_day(town, case):
    town.starts_in(timedelta(days=2))

    with pytest.raises(NotYetError):
        tell(town, case, "Bel eerder.", "", "")


def test_report_counts_who_came_and_holds_accepted_cases(session, town, case):
    tell(town, case, "Bel eerder.", "", "")

    report = report_of(session, town.meeting)

    assert (report.guests, report.organisations, report.told, report.cases) == (3, 3, 1, (case,))


def test_lessons_are_read_elsewhere_only_as_long_as_they_are_shared(session, town, case):
    with pytest.raises(NothingLearnt):
        share(town)
    tell(town, case, "Bel eerder.", "", "")
    assert shared_reports(session) == ()

    share(town)
    assert [one.cases for one in shared_reports(session)] == [(case,)]
    share(town, shared=False)

    assert shared_reports(session) == ()


def test_guests_change_nothing_that_others_read_but_the_organiser_does(session, town, case):
    tell(town, case, "Bel eerder.", "", "", own=True)
    share(town)

    with pytest.raises(LessonsShared):
        tell(town, case, "Iets anders.", "", "", own=True)
    tell(town, case, "Bel meteen.", "", "")

    assert case.lesson.learnt == "Bel meteen."


def test_a_case_that_is_refused_later_teaches_nobody(session, town, case):
    tell(town, case, "Bel eerder.", "", "")
    share(town)

    judge_case(
        session,
        town.meeting,
        case.registration_id,
        CaseState.REFUSED,
        "Te herkennen.",
        actor=town.actor,
        at=NOON,
    )

    assert shared_reports(session) == ()
    with pytest.raises(CaseUnknown):
        accepted_case(session, town.meeting, case.registration_id)
