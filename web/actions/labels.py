"""What do we understand of a profile, and how does the organisation say that it is so, or is not?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.labels import Label, LabelKind, Understood, labels, labels_of, told_by, understood
from models.exchange import profile_of
from models.kind import TargetGroup
from models.label import OrganisationLabel
from models.organisation import Organisation
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record

__all__ = ["LabelKind", "Understood", "understood"]


class LabelUnknownError(ActionError):
    """There is no label of this name."""

    code = "label_unknown"


class Standing(StrEnum):
    """Who says that a label holds, or does not."""

    READ = "read"  # we read it from the texts
    TOLD = "told"  # the organisation says that it holds
    DENIED = "denied"  # the organisation says that it does not


@dataclass(frozen=True, slots=True)
class Line:
    """One label of an organisation; `words`: those of its texts that tell, empty when none does."""

    label: Label
    standing: Standing
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is understood of one kind, in the order of the labels, and what can be added to it."""

    kind: LabelKind
    lines: tuple[Line, ...]
    others: tuple[Label, ...]


def readings_of(organisation: Organisation) -> tuple[Reading, ...]:
    """All that is understood of an organisation, by kind of label; what it said itself stands."""
    read = {each.label.slug: each.words for each in understood(told_by(profile_of(organisation)))}
    told = {label.slug: label.holds for label in organisation.labels}
    told |= {group.slug: True for group in organisation.groups}
    lines = {
        slug: Line(label, _standing(told.get(slug)), read.get(slug, ()))
        for slug, label in labels().items()
        if slug in read or slug in told
    }
    return tuple(
        Reading(
            kind,
            tuple(line for line in lines.values() if line.label.kind is kind),
            tuple(label for label in labels_of(kind) if label.slug not in lines),
        )
        for kind in LabelKind
    )


def say(
    session: Session, organisation: Organisation, slug: str, *, holds: bool | None, actor: Actor, at: datetime
) -> None:
    """Store the organisation's word on a label, or take it back (None). Raises LabelUnknownError.

    A group that holds is one of the groups that the organisation reaches, as ticked in its profile.
    """
    known = labels().get(slug)
    if known is None:
        raise LabelUnknownError(f"there is no label {slug!r}")
    group = session.get(TargetGroup, slug) if known.kind is LabelKind.GROUP else None
    if group is not None:
        others = [each for each in organisation.groups if each is not group]
        organisation.groups = [*others, group] if holds else others
    _store(organisation, slug, None if holds and group is not None else holds)
    record(session, actor, "correct_label", "organisation", organisation.id, at=at)


def _store(organisation: Organisation, slug: str, holds: bool | None) -> None:
    told = next((label for label in organisation.labels if label.slug == slug), None)
    if told is not None and holds is None:
        organisation.labels.remove(told)
    elif told is not None and holds is not None:
        told.holds = holds
    elif holds is not None:
        label = OrganisationLabel(organisation_id=organisation.id, slug=slug, holds=holds)
        organisation.labels.append(label)


def _standing(holds: bool | None) -> Standing:
    if holds is None:
        return Standing.READ
    return Standing.TOLD if holds else Standing.DENIED
