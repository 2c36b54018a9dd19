"""The figures of a programme: who came when, which sectors, unorthodox and usual, what stays hidden."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from matcher.review import ReviewState
from tests.builders import (
    NOON,
    a_kind,
    a_person,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
)
from tests.tasting import a_meeting_of, a_programme
from web.actions.afterwards.attendance_counts import Attendance
from web.actions.afterwards.programme_results import Span, results_of
from web.actions.afterwards.shares import Share

LATER = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


class Year:
    """A programme with a meeting in spring and one in autumn."""

    def __init__(self, session):
        self.session = session
        self.programme = a_programme(session, a_region(session))
        self.decider = a_person(session)
        self.kinds = [a_kind(session, f"soort-{number}", f"sector-{number}") for number in range(3)]

    def meeting(self, day, *groups, came=0):
        """A meeting on this day; one person each of these, of whom so many came in."""
        meeting = a_meeting_of(self.session, self.programme)
        meeting.starts_at, meeting.ends_at = day, day + timedelta(hours=3)
        for number, group in enumerate(groups):
            guest = a_registration(self.session, meeting, group)
            guest.arrived_at = day if number < came else None
        self.session.flush()
        return meeting

    def groups(self, n, kind=0):
        return [
            an_organisation(self.session, f"Groep {kind}-{number}", kind=self.kinds[kind])
            for number in range(n)
        ]

    def approved(self, run, *members, surprise=0.5):
        told = {"state": ReviewState.APPROVED, "decided_by": self.decider.id, "decided_at": NOON}
        a_proposal(self.session, run, *members, surprise=surprise, **told)

    def results(self, span=Span.QUARTER, at=LATER):
        return results_of(self.session, self.programme, span, at=at)


@pytest.fixture
def year(session):
    return Year(session)


def test_periods_follow_each_other_and_count_who_came_where_that_was_noted(year):
    groups = year.groups(6)
    year.meeting(datetime(2026, 2, 3, 13, tzinfo=UTC), *groups, came=4)
    year.meeting(datetime(2026, 3, 3, 13, tzinfo=UTC), *groups[:5])
    year.meeting(datetime(2026, 9, 8, 13, tzinfo=UTC), *groups[1:])
    year.meeting(datetime(2027, 1, 5, 13, tzinfo=UTC), *groups)

    results = year.results()

    assert [(one.first, one.attendance.meetings, one.attendance.is_shown) for one in results.periods] == [
        (date(2026, 1, 1), 2, True),
        (date(2026, 4, 1), 0, False),
        (date(2026, 7, 1), 1, True),
    ]
    assert results.periods[0].attendance == Attendance(2, 6, 11, 1, 6, 4)
    assert (results.attendance.meetings, results.to_come) == (3, 1)
    assert [one.first.month for one in year.results(Span.MONTH).periods] == list(range(2, 10))


def test_a_meeting_near_midnight_belongs_to_the_dutch_day(year):
    year.meeting(datetime(2026, 3, 31, 22, 30, tzinfo=UTC))

    assert [one.first for one in year.results().periods] == [date(2026, 4, 1)]


def test_unorthodox_and_usual_are_counted_apart(year):
    groups = year.groups(6)
    run = a_run(year.session, year.meeting(datetime(2026, 2, 3, 13, tzinfo=UTC), *groups))
    year.approved(run, groups[0], groups[1], surprise=0.9)
    year.approved(run, groups[2], groups[3])
    year.approved(run, groups[4], groups[5])

    results = year.results()

    counts = [one.proposed for one in (results.funnel, results.unorthodox, results.usual)]
    assert counts == [3, 1, 2]


def test_a_pair_of_sectors_with_few_organisations_is_counted_with_the_others(year):
    first, second, third = year.groups(4), year.groups(4, 1), year.groups(1, 2)
    run = a_run(year.session, year.meeting(datetime(2026, 2, 3, 13, tzinfo=UTC), *first, *second))
    for one, other in zip(first[:3], second[:3], strict=True):
        year.approved(run, one, other)
    year.approved(run, first[3], second[3], third[0])

    pairs = year.results().pairs

    told = [
        (tuple(sector.slug for sector in pair.sectors or ()), pair.funnel.proposed, pair.funnel.is_shown)
        for pair in pairs
    ]
    assert told == [(("sector-0", "sector-1"), 4, True), ((), 1, False)]


def test_a_figure_of_few_organisations_is_hidden_but_still_counted(year):
    groups = year.groups(4)
    run = a_run(year.session, year.meeting(datetime(2026, 2, 3, 13, tzinfo=UTC), *groups))
    year.approved(run, groups[0], groups[1])

    approved = year.results().funnel.stages[1]

    assert (approved.share, approved.is_shown) == (Share(1, 1), False)


def test_a_programme_without_meetings_has_nothing_to_show(year):
    results = year.results()

    assert (results.periods, results.pairs, results.funnel.proposed) == ((), (), 0)


def test_more_proposals_ask_no_more_questions_of_the_database(year):
    def asked():
        count = 0

        def note(*_args):
            nonlocal count
            count += 1

        engine = year.session.get_bind().engine
        event.listen(engine, "before_cursor_execute", note)
        year.results()
        event.remove(engine, "before_cursor_execute", note)
        return count

    groups = year.groups(6)
    run = a_run(year.session, year.meeting(datetime(2026, 2, 3, 13, tzinfo=UTC), *groups))
    year.approved(run, groups[0], groups[1])
    first = asked()
    for one in groups[2:]:
        year.approved(run, groups[0], one)

    assert asked() == first


def test_a_period_of_few_organisations_cannot_be_worked_out_from_the_total(year):
    groups = year.groups(6)
    for month, number in ((2, 6), (5, 5), (9, 3)):
        year.meeting(datetime(2026, month, 3, 13, tzinfo=UTC), *groups[:number])

    assert [one.attendance.is_shown for one in year.results().periods] == [True, False, False]
