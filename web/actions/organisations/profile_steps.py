"""How far is a profile: which steps are done, what is still missing, and what does each step hold now?"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from matcher.profiles import StatementRole
from models.organisation import Organisation, OrganisationMember


class Step(StrEnum):
    """The steps of a profile, in the order in which we propose them."""

    WHO = "who"
    WHERE = "where"
    ABOUT = "about"
    OFFERS = "offers"
    NEEDS = "needs"
    REACH = "reach"
    CONTACTS = "contacts"


class TaskState(StrEnum):
    """How far one step is."""

    DONE = "done"
    STARTED = "started"  # saved, but something that matters is blank
    TODO = "todo"
    OPTIONAL = "optional"  # not saved, and nobody has to


class Part(StrEnum):
    """What a profile can hold that helps to find partners; what helps most comes first."""

    NEEDS = "needs"
    OFFERS = "offers"
    ABOUT = "about"
    KIND = "kind"
    MUNICIPALITY = "municipality"
    GROUPS = "groups"
    THEMES = "themes"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    step: Step
    state: TaskState


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a profile is there; what helps most comes first.

    `assumed`: the parts that are there, but hold nothing except what is typical of the kind.
    """

    total: int
    missing: tuple[Part, ...]
    assumed: tuple[Part, ...] = ()

    @property
    def filled(self) -> int:
        """How many of the parts are there."""
        return self.total - len(self.missing)


STEP_OF_PART = {
    Part.KIND: Step.WHO,
    Part.MUNICIPALITY: Step.WHO,
    Part.ABOUT: Step.ABOUT,
    Part.OFFERS: Step.OFFERS,
    Part.NEEDS: Step.NEEDS,
    Part.GROUPS: Step.REACH,
    Part.THEMES: Step.REACH,
    Part.CONTACT: Step.CONTACTS,
}
ROLE_OF_STEP = {Step.OFFERS: StatementRole.OFFER, Step.NEEDS: StatementRole.NEED}

# "I do not know" is an answer to these: the step is done without them.
_NOT_REQUIRED = {Part.KIND, Part.GROUPS, Part.THEMES}
_OPTIONAL_STEPS = {Step.WHERE, Step.REACH}


def task_list(organisation: Organisation) -> tuple[Task, ...]:
    """Every step with its state, in the proposed order."""
    saved = saved_steps(organisation)
    lacking = {STEP_OF_PART[part] for part in completeness(organisation).missing if part not in _NOT_REQUIRED}
    return tuple(Task(step, _state(step, is_saved=step in saved, lacks=step in lacking)) for step in Step)


def completeness(organisation: Organisation) -> Completeness:
    """How much of the profile is there, and which parts are missing; one person alone reaches no groups."""
    parts = [part for part in Part if organisation.experience is None or part is not Part.GROUPS]
    missing = tuple(part for part in parts if not _IS_FILLED[part](organisation))
    assumed = tuple(part for part, role in _ROLE_OF_PART.items() if _is_only_assumed(organisation, role))
    return Completeness(total=len(parts), missing=missing, assumed=assumed)


def saved_steps(organisation: Organisation) -> frozenset[Step]:
    """The steps that someone saved at least once, filled in or not."""
    return frozenset(Step(word) for word in organisation.done_steps.split())


def told_by_organiser(organisation: Organisation) -> frozenset[Step]:
    """The steps that an organiser filled in and that the organisation itself has not looked at yet."""
    return frozenset(Step(word) for word in organisation.organiser_steps.split())


def is_confirmed(organisation: Organisation) -> bool:
    """Whether the answers were checked after the last change."""
    return organisation.confirmed_at is not None and organisation.confirmed_at >= organisation.updated_at


def contacts_of(organisation: Organisation) -> list[OrganisationMember]:
    """The members who come to the table, in the order in which they were added."""
    return [member for member in organisation.members if member.is_contact]


def fingerprint(organisation: Organisation, step: Step) -> str:
    """SHA-256 of what this step holds now: a form that saw another one was shown older answers."""
    return hashlib.sha256(repr(_ANSWERS[step](organisation)).encode()).hexdigest()


def _is_only_assumed(organisation: Organisation, role: StatementRole) -> bool:
    stated = organisation.matchable_in(role)
    return bool(stated) and all(statement.assumed for statement in stated)


def _state(step: Step, *, is_saved: bool, lacks: bool) -> TaskState:
    if is_saved:
        return TaskState.STARTED if lacks else TaskState.DONE
    return TaskState.OPTIONAL if step in _OPTIONAL_STEPS else TaskState.TODO


_ROLE_OF_PART = {Part.NEEDS: StatementRole.NEED, Part.OFFERS: StatementRole.OFFER}

_IS_FILLED: dict[Part, Callable[[Organisation], bool]] = {
    Part.KIND: lambda organisation: organisation.kind_slug is not None,
    Part.MUNICIPALITY: lambda organisation: organisation.municipality_code is not None,
    Part.ABOUT: lambda organisation: bool(organisation.about),
    Part.OFFERS: lambda organisation: bool(organisation.matchable_in(StatementRole.OFFER)),
    Part.NEEDS: lambda organisation: bool(organisation.matchable_in(StatementRole.NEED)),
    Part.GROUPS: lambda organisation: bool(organisation.groups),
    Part.THEMES: lambda organisation: bool(organisation.themes),
    Part.CONTACT: lambda organisation: any(contact.name for contact in contacts_of(organisation)),
}

_ANSWERS: dict[Step, Callable[[Organisation], object]] = {
    Step.WHO: lambda organisation: (
        organisation.name,
        organisation.kind_slug,
        organisation.municipality_code,
        organisation.website,
        organisation.size,
        organisation.kvk_number,
    ),
    Step.WHERE: lambda organisation: sorted(municipality.code for municipality in organisation.area),
    Step.ABOUT: lambda organisation: organisation.about,
    Step.OFFERS: lambda organisation: [s.text for s in organisation.statements_in(StatementRole.OFFER)],
    Step.NEEDS: lambda organisation: [s.text for s in organisation.statements_in(StatementRole.NEED)],
    Step.REACH: lambda organisation: (
        sorted(group.slug for group in organisation.groups),
        sorted(theme.slug for theme in organisation.themes),
        organisation.moments,
    ),
    Step.CONTACTS: lambda organisation: [
        (m.person.email, m.name, m.phone, m.function, m.may_decide, m.name_for, m.email_for, m.phone_for)
        for m in contacts_of(organisation)
    ],
}
