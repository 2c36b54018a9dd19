"""Which initiatives of this site are good practices? Those that their editors shared, and that ran."""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from models.initiative import Initiative
from models.queries.booklets import names_of_organisations
from models.queries.shared_initiatives import shared_initiatives
from models.shared_initiative import SharedInitiative
from web.actions.afterwards.booklet_names import (
    agreed_names,
    names_for_numbers,
    numbers_for_names,
    partners_of,
)
from web.actions.afterwards.initiative_sharing import stands_shared
from web.actions.afterwards.practice_values import Counted, Grown, Practice, PracticeOrigin, Told

# Stands for an organisation that did not say that it takes part.
UNNAMED = Told("een organisatie", "an organisation")
PREFIX = "initiatief-"


def shared_practices(session: Session) -> tuple[Practice, ...]:
    """The shared initiatives that ran and still have partners, the newest first.

    Names of others than those partners are taken out of what was written.
    """
    shared = [one for one in shared_initiatives(session) if stands_shared(one.initiative)]
    if not shared:
        return ()
    everyone = names_of_organisations(session)
    return tuple(
        _practice(one, partial(told_without_names, everyone, agreed_names([one.initiative])))
        for one in shared
    )


def slug_of(initiative_id: int) -> str:
    """What stands in the address of a shared initiative."""
    return f"{PREFIX}{initiative_id}"


def told_without_names(everyone: dict[int, str], agreed: dict[int, str], text: str) -> Told:
    """The text with `UNNAMED` for every organisation of `everyone` that is not among `agreed`."""
    numbered = numbers_for_names(text, everyone)
    return Told(
        names_for_numbers(numbered, agreed, unnamed=UNNAMED.nl),
        names_for_numbers(numbered, agreed, unnamed=UNNAMED.en),
    )


def _practice(shared: SharedInitiative, told: Callable[[str], Told]) -> Practice:
    initiative = shared.initiative
    there = [one.organisation for one in initiative.taking_part if one.organisation is not None]
    return Practice(
        slug=slug_of(initiative.id),
        origin=PracticeOrigin.INITIATIVE,
        name=told(initiative.name),
        place=initiative.region.name,
        regions=frozenset({initiative.region_code}),
        year=initiative.started_on.year if initiative.started_on else None,
        kinds=tuple(one.kind_slug for one in there if one.kind_slug),
        themes=tuple(theme.slug for theme in shared.themes),
        groups=tuple(group.slug for group in shared.groups),
        did=told(initiative.goal),
        chance=told(initiative.chances),
        pitfall=told(initiative.pitfalls),
        grown=_grown(initiative, told),
    )


def _grown(initiative: Initiative, told: Callable[[str], Told]) -> Grown:
    partners = partners_of([initiative])[initiative.id]
    return Grown(
        names=partners.names,
        unnamed=partners.unnamed,
        phase=initiative.phase,
        ended_why=told(initiative.ended_why),
        first_actions=told(initiative.first_actions),
        results=tuple(
            Counted(one.number, told(one.what), one.measured_on, told(one.evidence))
            for one in initiative.results
        ),
    )
