from datetime import date

import pytest

from models.initiative import InitiativePhase, InitiativeResult
from models.programme import Programme
from models.queries.initiatives import Counted
from tests.after import DAY_AFTER, HALFWAY, Aftermath
from tests.builders import NOON
from tests.initiatives import DRAFT, begun, joined, seen
from web.actions.actor import Actor
from web.actions.afterwards.initiative_partners import (
    asked_of,
)
from web.actions.afterwards.initiative_results import add_result
from web.actions.afterwards.initiatives import (
    InitiativeDraft,
    InitiativeFault,
    InitiativeRefused,
    begin_initiative,
    change_initiative,
    count_for_programme,
    origin_of_proposal,
    origin_of_step,
)
from web.actions.permissions import edits_initiative

pytestmark = pytest.mark.both_databases
RUNNING = InitiativeDraft(
    "Brood op de plank", "Samen brood delen.", phase=InitiativePhase.RUNNING, started_on=date(2026, 5, 1)
)


@pytest.fixture
def town(session):
    return Aftermath(session)


def changed(town, initiative, draft):
    change_initiative(town.session, initiative, draft, actor=town.actor, at=HALFWAY)


def test_an_initiative_grows_out_of_a_step_and_its_partner_is_asked(town):
    step = town.step(town.bank, partner_id=town.school.id)

    initiative = begun(town, origin_of_step(step))

    assert (initiative.region_code, initiative.step_id) == ("AM06", step.id)
    assert seen(initiative) == [
        (town.bank.id, "lead", True),
        (town.school.id, "partner", False),
    ]
    assert asked_of(initiative, {town.school.id}) == [initiative.partners[1]]


def test_an_initiative_grows_out_of_a_coalition_for_an_organiser_who_confirms_nobody(town):
    proposal = town.approve(town.bank, town.library, town.school)

    initiative = begin_initiative(
        town.session, DRAFT, origin_of_proposal(proposal), coordinator_id=None, actor=town.actor, at=DAY_AFTER
    )

    assert initiative.proposal_id == proposal.id
    assert [one.is_asked for one in initiative.partners] == [True, True, True]


def test_it_runs_only_when_two_take_part(town):
    initiative = begun(town)
    with pytest.raises(InitiativeRefused, match="no_partners"):
        changed(town, initiative, RUNNING)
    assert initiative.phase is InitiativePhase.IDEA

    joined(town, initiative, town.school)
    changed(town, initiative, RUNNING)

    assert (initiative.phase, initiative.started_on) == (InitiativePhase.RUNNING, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("told", "field", "fault"),
    [
        ({"phase": "running"}, "started_on", InitiativeFault.NO_START),
        ({"phase": "running", "started_on": date(2999, 1, 1)}, "started_on", InitiativeFault.IN_FUTURE),
        ({"phase": "ended", "ended_why": "Op."}, "ended_on", InitiativeFault.NO_END),
        ({"phase": "ended", "ended_on": date(2026, 5, 1)}, "ended_why", InitiativeFault.NO_REASON),
        (
            {
                "phase": "ended",
                "started_on": date(2026, 5, 1),
                "ended_on": date(2026, 4, 1),
                "ended_why": "Op.",
            },
            "ended_on",
            InitiativeFault.ENDS_BEFORE_START,
        ),
    ],
)
def test_what_became_of_it_is_told_whole(town, told, field, fault):
    initiative = begun(town)
    joined(town, initiative, town.school)

    with pytest.raises(InitiativeRefused) as refusal:
        changed(
            town,
            initiative,
            InitiativeDraft("Naam", "Doel", **{**told, "phase": InitiativePhase(told["phase"])}),
        )

    assert (refusal.value.field, refusal.value.fault) == (field, fault)


def test_organisers_of_the_region_edit_and_no_others(town):
    initiative = begun(town)
    actors = [Actor(organises=frozenset({code})) for code in ("AM06", "AM08")]

    may = [edits_initiative(town.session, one, initiative_id=initiative.id) for one in actors]

    assert may == [True, False]
    assert not edits_initiative(town.session, actors[0], initiative_id=999)


def test_what_started_counts_for_the_programme_of_its_region(town):
    programme = Programme(name="Groot", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1), created_at=NOON)
    programme.regions = [town.meeting.region]
    town.session.add(programme)
    town.session.flush()
    running, _idea = begun(town), begun(town)
    joined(town, running, town.school)
    changed(town, running, RUNNING)
    assert count_for_programme(town.session, programme.id) == Counted(1, 1, 0)
    add_result(
        town.session,
        running,
        InitiativeResult(number=1, what="x", measured_on=date(2026, 6, 1), evidence="y"),
        actor=town.actor,
        at=HALFWAY,
    )
    ended = InitiativeDraft(
        "N",
        "D",
        phase=InitiativePhase.ENDED,
        started_on=date(2026, 5, 1),
        ended_on=date(2026, 6, 1),
        ended_why="Op.",
    )

    changed(town, running, ended)

    assert count_for_programme(town.session, programme.id) == Counted(1, 0, 1)
