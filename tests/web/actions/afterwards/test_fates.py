"""What became of proposals is counted from what was told, and what cannot be known yet is no failure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.review import ReviewState
from models.encounter import Encounter
from models.initiative import Initiative, InitiativePhase
from models.step import Step
from tests.after import DUE
from tests.builders import NOON, a_person, a_proposal, a_region, a_registration, a_run, an_organisation
from tests.tasting import a_meeting_of, a_programme
from web.actions.afterwards.fates import Stage, fates_of, funnel_of, months_after
from web.actions.afterwards.shares import Share

HELD = datetime(2026, 4, 1, 15, 0, tzinfo=UTC)
AFTER = {months: HELD + timedelta(days=round(months * 30.5) + 1) for months in (2, 7, 13)}


class Story:
    """A programme with one meeting, four organisations and a decider."""

    def __init__(self, session):
        self.session = session
        self.programme = a_programme(session, a_region(session))
        self.meeting = a_meeting_of(session, self.programme)
        self.decider = a_person(session)
        self.run = a_run(session, self.meeting)
        self.groups = [an_organisation(session, name) for name in "ABCDEF"]
        self.guests = [a_registration(session, self.meeting, one) for one in self.groups]

    def proposes(self, *places, approved=True, **told):
        who = [self.groups[place] for place in places]
        if approved:
            told |= {"state": ReviewState.APPROVED, "decided_by": self.decider.id, "decided_at": NOON}
        return a_proposal(self.session, self.run, *who, **told)

    def says(self, one, other, *, agreed=False):
        self.session.add(
            Encounter(
                registration_id=self.guests[one].id,
                partner_id=self.groups[other].id,
                met_at=HELD,
                agreed_at=HELD if agreed else None,
            )
        )
        self.session.flush()

    def promises(self, one, other):
        step = Step(
            meeting=self.meeting,
            organisation=self.groups[one],
            partner=self.groups[other],
            with_partner=True,
            text="Wij bellen.",
            due_on=DUE,
            created_at=HELD,
        )
        self.session.add(step)
        self.session.flush()
        return step

    def begins(self, started=date(2026, 5, 1), ended=None, **origin):
        phase = InitiativePhase.ENDED if ended else InitiativePhase.RUNNING
        self.session.add(
            Initiative(
                region_code="AM06",
                name="Koffie",
                goal="Samen",
                phase=phase,
                started_on=started,
                ended_on=ended,
                ended_why="Geen tijd" if ended else "",
                created_at=HELD,
                **origin,
            )
        )
        self.session.flush()

    def outcomes(self, months=7):
        fates = fates_of(self.session, self.programme.id, at=AFTER[months])
        return [(one.approved, one.met, one.agreed, one.running_half, one.running_year) for one in fates]


@pytest.fixture
def story(session):
    return Story(session)


def test_each_proposal_comes_as_far_as_was_told(story):
    story.proposes(0, 1, approved=False)
    story.proposes(1, 2)
    story.proposes(2, 3)
    story.proposes(3, 4)
    story.says(1, 2)
    story.says(2, 3, agreed=True)
    story.promises(4, 3)

    assert story.outcomes() == [
        (False, False, False, False, None),
        (True, True, False, False, None),
        (True, True, True, False, None),
        (True, True, True, False, None),
    ]


def test_what_cannot_be_known_yet_is_no_failure(story):
    story.proposes(0, 1)
    story.says(0, 1, agreed=True)

    outcomes = [story.outcomes(months)[0] for months in (2, 7, 13)]
    assert outcomes == [
        (True, True, True, None, None),
        (True, True, True, False, None),
        (True, True, True, False, False),
    ]


def test_of_a_meeting_that_nobody_told_of_nothing_is_known(story):
    story.proposes(0, 1)

    assert story.outcomes() == [(True, None, None, False, None)]


def test_of_a_meeting_to_come_nothing_is_known(story):
    story.proposes(0, 1)

    fate = fates_of(story.session, story.programme.id, at=NOON)[0]
    assert (fate.approved, fate.met, fate.agreed, fate.running_half) == (None, None, None, None)


def test_an_initiative_runs_from_its_first_day_until_its_last(story):
    pair, coalition = story.proposes(0, 1), story.proposes(2, 3, 4)
    story.begins(proposal_id=pair.id, ended=date(2026, 12, 1))
    story.begins(step_id=story.promises(2, 3).id)

    assert story.outcomes(13) == [(True, True, True, True, False), (True, True, True, True, True)]
    assert coalition.members


def test_an_initiative_that_began_late_or_never_did_not_run_after_half_a_year(story):
    late, never = story.proposes(0, 1), story.proposes(2, 3)
    story.begins(started=date(2026, 11, 1), proposal_id=late.id)
    story.session.add(
        Initiative(region_code="AM06", name="Idee", goal="Ooit", created_at=HELD, proposal_id=never.id)
    )
    story.session.flush()

    assert story.outcomes(13) == [(True, True, True, False, True), (True, True, True, False, False)]


def test_only_the_newest_run_counts_and_an_initiative_of_an_earlier_one_is_still_found(story):
    earlier = story.proposes(0, 1)
    story.run = a_run(story.session, story.meeting)
    story.proposes(0, 1)
    story.begins(proposal_id=earlier.id)

    assert story.outcomes() == [(True, True, True, True, None)]


def test_a_funnel_counts_each_stage_over_those_that_came_so_far(story):
    for places in ((0, 1), (1, 2), (2, 3), (3, 4)):
        story.proposes(*places)
    story.proposes(4, 5, approved=False)
    story.says(0, 1, agreed=True)
    story.says(1, 2, agreed=True)
    story.says(2, 3)
    story.begins(step_id=story.promises(0, 1).id)

    funnel = funnel_of(fates_of(story.session, story.programme.id, at=AFTER[7]))

    assert [(each.stage, each.share, each.unknown, each.is_shown) for each in funnel.stages] == [
        (Stage.PROPOSED, Share(5, 5), 0, True),
        (Stage.APPROVED, Share(4, 5), 0, True),
        (Stage.MET, Share(3, 4), 0, True),
        (Stage.AGREED, Share(2, 3), 0, False),
        (Stage.HALF_YEAR, Share(1, 2), 0, False),
        (Stage.YEAR, Share(0, 0), 2, False),
    ]


def test_unorthodox_is_what_the_desk_calls_a_very_large_surprise(story):
    story.proposes(0, 1, surprise=0.75)
    story.proposes(1, 2, surprise=0.74)

    fates = fates_of(story.session, story.programme.id, at=AFTER[2])
    assert [one.is_unorthodox for one in fates] == [True, False]


def test_months_later_is_never_a_day_that_is_not_there():
    found = [months_after(date(2025, 8, 31), 6), months_after(date(2026, 4, 1), 12)]

    assert found == [date(2026, 2, 28), date(2027, 4, 1)]
