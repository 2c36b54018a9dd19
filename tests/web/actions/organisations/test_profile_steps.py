import pytest

from matcher.profiles import StatementRole
from models.organisation import Organisation, OrganisationMember, OrganisationRole, Statement
from tests.builders import NOON, a_kind, a_person, a_region, an_organisation
from web.actions.actor import NOBODY
from web.actions.organisations.profile_steps import (
    Part,
    Step,
    Task,
    TaskState,
    completeness,
    fingerprint,
    is_confirmed,
    task_list,
)
from web.actions.organisations.profiles import Reach, change_about, change_reach, confirm_profile


@pytest.fixture
def organisation(session) -> Organisation:
    return an_organisation(session, "Buurtkamer De Linde")


def test_task_list_of_a_new_profile_has_everything_to_do(organisation):
    assert task_list(organisation) == (
        Task(Step.WHO, TaskState.TODO),
        Task(Step.WHERE, TaskState.OPTIONAL),
        Task(Step.ABOUT, TaskState.TODO),
        Task(Step.OFFERS, TaskState.TODO),
        Task(Step.NEEDS, TaskState.TODO),
        Task(Step.REACH, TaskState.OPTIONAL),
        Task(Step.CONTACTS, TaskState.TODO),
    )


@pytest.mark.parametrize(("about", "state"), [("", TaskState.STARTED), ("Wij luisteren.", TaskState.DONE)])
def test_task_list_tells_a_saved_step_that_lacks_something_from_a_done_one(
    session, organisation, about, state
):
    change_about(session, organisation, about, actor=NOBODY, at=NOON)

    assert task_list(organisation)[2] == Task(Step.ABOUT, state)


def test_task_list_calls_an_optional_step_done_once_saved(session, organisation):
    change_reach(session, organisation, Reach(), actor=NOBODY, at=NOON)

    assert task_list(organisation)[5] == Task(Step.REACH, TaskState.DONE)


def test_completeness_counts_what_is_filled_and_names_what_is_missing(session):
    a_region(session, "AM06", "GM0232")
    owner = OrganisationMember(
        person=a_person(session), role=OrganisationRole.OWNER, name="Piet", is_contact=True
    )
    told = an_organisation(
        session,
        "Voedselbank De Linde",
        offers=("een tas eten",),
        kind_slug=a_kind(session).slug,
        municipality_code="GM0232",
        members=[owner],
    )

    found = completeness(told)

    assert (found.filled, found.total) == (4, 8)
    assert found.missing == (Part.NEEDS, Part.ABOUT, Part.GROUPS, Part.THEMES)


def test_completeness_tells_assumptions_from_own_words(session, organisation):
    organisation.statements = [
        Statement(role=role, text="een zaal", created_at=NOON, assumed=assumed)
        for role, assumed in (
            (StatementRole.OFFER, True),
            (StatementRole.NEED, True),
            (StatementRole.NEED, False),
        )
    ]
    session.flush()

    assert completeness(organisation).assumed == (Part.OFFERS,)


def test_is_confirmed_until_something_changes(session, organisation):
    confirm_profile(session, organisation, actor=NOBODY, at=NOON)
    before = is_confirmed(organisation)

    change_about(session, organisation, "Nieuw.", actor=NOBODY, at=NOON.replace(hour=13))

    assert (before, is_confirmed(organisation)) == (True, False)


def test_fingerprint_changes_with_the_answers_of_its_own_step_only(session, organisation):
    before = {step: fingerprint(organisation, step) for step in Step}

    change_about(session, organisation, "Nieuw.", actor=NOBODY, at=NOON)

    changed = [step for step in Step if fingerprint(organisation, step) != before[step]]
    assert changed == [Step.ABOUT]
