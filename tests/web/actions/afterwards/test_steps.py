from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.encounter import Encounter
from models.step import CheckRound, Step, StepAnswer, StepState
from tests.after import DAY_AFTER, DUE, HALFWAY, Aftermath
from tests.builders import NOON, an_organisation
from web.actions.accounts.erasure import remove_organisation
from web.actions.afterwards.step_plan import plan_of_organisation, step_plan
from web.actions.afterwards.steps import (
    MOST_STEPS,
    StepDraft,
    StepFault,
    StepRefused,
    check_day,
    remove_step,
    save_step,
    step_of,
)
from web.actions.organisations.merging import merge, undo_merge
from web.presenting.steps import partner_words

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Aftermath(session)


def save(town, organisation, draft, **told):
    at = told.pop("at", DAY_AFTER)
    return save_step(town.session, town.meeting, organisation.id, draft, actor=town.actor, at=at, **told)


def test_a_step_is_kept_with_whom_and_by_when(town):
    step = town.step(town.bank, partner_id=town.school.id)

    assert (step.text, step.due_on, step.partner, step.partner_name) == (
        "Wij bellen de school.",
        DUE,
        town.school,
        "",
    )
    assert (step.state, step.registration.name) == (None, "Gast 1")


def test_the_same_words_are_one_step_however_often_they_are_typed(town):
    first = town.step(town.bank)

    again = save(town, town.bank, StepDraft("  wij BELLEN de  school", DUE))
    other = save(town, town.school, StepDraft("Wij bellen de school.", DUE))

    assert (again.step, again.stood_there, other.stood_there) == (first, True, False)
    assert len(town.session.scalars(select(Step)).all()) == 2


@pytest.mark.parametrize(
    ("told", "field", "fault"),
    [
        ({"due_on": date(2026, 4, 1)}, "due_on", StepFault.IN_PAST),
        ({"due_on": date(2062, 4, 1)}, "due_on", StepFault.TOO_FAR),
        ({"partner_id": 999}, "partner", StepFault.PARTNER_UNKNOWN),
        ({"registration_id": 999}, "person", StepFault.OTHER_PERSON),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(town, told, field, fault):
    with pytest.raises(StepRefused) as refusal:
        save(town, town.bank, StepDraft(**{"text": "Bellen", "due_on": DUE, **told}))

    assert (refusal.value.field, refusal.value.fault) == (field, fault)
    assert town.session.scalars(select(Step)).all() == []


def test_nobody_is_a_partner_who_cancelled_or_is_the_organisation_itself(town):
    town.cancel(town.school)

    for partner in (town.school, town.bank):
        with pytest.raises(StepRefused, match="partner_unknown"):
            save(town, town.bank, StepDraft("Bellen", DUE, partner_id=partner.id))


def test_steps_begin_on_the_dutch_day_of_the_meeting(town):
    midnight_before = DAY_AFTER.replace(day=31, month=3, hour=21, minute=59)

    with pytest.raises(StepRefused, match="too_early"):
        save(town, town.bank, StepDraft("Bellen", DUE), at=midnight_before)

    assert not save(
        town, town.bank, StepDraft("Bellen", DUE), at=midnight_before + timedelta(minutes=1)
    ).stood_there


def test_paper_may_hold_a_day_that_has_passed_since_the_meeting(town):
    told = StepDraft("Bellen", date(2026, 4, 10))

    step = save(town, town.bank, told, at=HALFWAY, earliest=date(2026, 4, 1)).step

    assert step.due_on == date(2026, 4, 10)
    with pytest.raises(StepRefused, match="in_past"):
        save(town, town.bank, StepDraft("Mailen", date(2026, 3, 31)), at=HALFWAY, earliest=date(2026, 4, 1))


def test_a_step_can_be_changed_later_and_keeps_its_own_day_and_answers(town):
    step = town.step(town.bank)
    town.tell(step, StepState.STUCK)

    changed = save(
        town,
        town.bank,
        StepDraft("Wij mailen de school.", DUE, partner_name="Juf Ank"),
        changed=step,
        at=HALFWAY,
    ).step

    assert (changed.id, changed.text, changed.partner_name, changed.state) == (
        step.id,
        "Wij mailen de school.",
        "Juf Ank",
        StepState.STUCK,
    )


def test_there_is_room_for_more_than_two_but_not_for_a_hundred(town):
    for number in range(MOST_STEPS):
        town.step(town.bank, f"Stap {number}")

    with pytest.raises(StepRefused, match="too_many"):
        town.step(town.bank, "Nog een")


def test_answers_are_kept_and_a_double_tap_is_one_answer(town):
    step = town.step(town.bank)
    town.tell(step, StepState.STUCK, "Niemand neemt op.")
    town.tell(step, StepState.STUCK, at=HALFWAY + timedelta(seconds=2))
    town.tell(step, StepState.STUCK, "Nog steeds niet.", at=HALFWAY + timedelta(days=80))

    assert [(one.state, one.why) for one in step.answers] == [
        (StepState.STUCK, "Niemand neemt op."),
        (StepState.STUCK, "Nog steeds niet."),
    ]
    assert (step.times_stuck, step.is_over) == (2, False)


def test_a_step_is_taken_off_with_its_answers(town):
    step = town.step(town.bank)
    town.tell(step)

    remove_step(town.session, step, actor=town.actor, at=HALFWAY)

    assert town.session.scalars(select(StepAnswer)).all() == []


def test_a_step_is_found_only_with_its_own_organisation_and_meeting(town):
    step = town.step(town.bank)

    found = [
        step_of(town.session, step.id, meeting_id=town.meeting.id, organisation_id=one.id)
        for one in (town.bank, town.school)
    ]

    assert found == [step, None]


def test_the_plan_proposes_whom_one_agreed_with_until_there_is_a_step(town):
    town.approve(town.bank, town.library)
    town.publish()
    plan = step_plan(town.session, town.meeting, town.bank)
    assert (plan.proposed, plan.others, plan.missing) == ((town.library,), (town.school,), 2)

    town.step(town.bank, partner_id=town.library.id)

    plan = plan_of_organisation(town.session, town.meeting.id, town.bank.id)
    assert (plan.proposed, plan.missing) == ((), 1)
    assert plan_of_organisation(town.session, town.meeting.id, 999) is None


def test_whom_one_agreed_with_comes_before_whom_one_met_and_the_list(town):
    town.approve(town.bank, town.library)
    town.publish()
    guest = town.guests[town.bank.id].id
    town.session.add(Encounter(registration_id=guest, partner_id=town.school.id, met_at=NOON, agreed_at=NOON))
    town.session.flush()

    assert step_plan(town.session, town.meeting, town.bank).proposed == (town.school, town.library)
    assert step_plan(town.session, town.meeting, town.school).proposed == ()


def test_the_half_year_counts_in_months_from_the_dutch_day(town):
    town.meeting.starts_at = DAY_AFTER.replace(month=8, day=30, hour=22, minute=30)

    assert [check_day(town.meeting, one) for one in CheckRound] == [date(2026, 11, 30), date(2027, 2, 28)]


def test_a_partner_that_is_erased_stays_told_without_its_name(app, town):
    step = town.step(town.bank, partner_id=town.school.id)
    own_id = town.step(town.school, "Wij helpen de bank.").id

    remove_organisation(town.session, town.school)
    town.session.expire_all()

    with app.test_request_context():
        assert partner_words(step) == "een organisatie die niet meer meedoet"
    assert town.session.get(Step, own_id) is None


def test_a_merge_brings_steps_along_and_taking_it_back_restores_them(town):
    twin = an_organisation(town.session, "School De Tweeling")
    own = town.step(town.school, partner_id=town.library.id)
    partner = town.step(town.bank, partner_id=town.school.id)
    own_id, partner_id, old = own.id, partner.id, town.school.id

    merged = merge(town.session, twin.id, old, actor=town.actor, at=NOON)

    town.session.expire_all()
    moved = [town.session.get(Step, one) for one in (own_id, partner_id)]
    assert [moved[0].organisation_id, moved[1].partner_id] == [twin.id, twin.id]
    undo_merge(town.session, merged.id, actor=town.actor, at=NOON)
    town.session.expire_all()
    assert [
        town.session.get(Step, own_id).organisation_id,
        town.session.get(Step, partner_id).partner_id,
    ] == [old, old]


def test_a_step_with_whom_one_merged_keeps_the_name(town):
    step = town.step(town.bank, partner_id=town.school.id)
    town.tell(step)

    merge(town.session, town.bank.id, town.school.id, actor=town.actor, at=NOON)

    town.session.expire_all()
    step = town.session.get(Step, step.id)
    assert (step.partner_id, step.partner_name, step.state) == (None, "School", StepState.BUSY)
