"""What do we understand of a profile, and how does the organisation say that it is so, or is not?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from matcher.labels import Label, LabelKind, Understood, labels, labels_of, themes, told_by, understood
from models.exchange import profile_of
from models.kind import TargetGroup, Theme
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
    told = words_of(organisation)
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


def words_of(organisation: Organisation) -> dict[str, bool]:
    """What the organisation itself says of labels, by slug; what it ticked in its profile holds."""
    chosen = {theme.slug for theme in organisation.themes}
    return {
        **{label.slug: label.holds for label in organisation.labels},
        **{group.slug: True for group in organisation.groups},
        **{theme.label_slug: True for theme in themes() if theme.slug in chosen},
    }


def say(
    session: Session, organisation: Organisation, slug: str, *, holds: bool | None, actor: Actor, at: datetime
) -> None:
    """Store the organisation's word on a label, or take it back (None). Raises LabelUnknownError.

    A group or theme that holds is one of those that the organisation ticked in its profile.
    """
    known = labels().get(slug)
    if known is None:
        raise LabelUnknownError(f"there is no label {slug!r}")
    can_be_ticked = _tick(session, organisation, known, holds=bool(holds))
    _store(organisation, slug, None if holds and can_be_ticked else holds)
    record(session, actor, "correct_label", "organisation", organisation.id, at=at)


def _tick(session: Session, organisation: Organisation, label: Label, *, holds: bool) -> bool:
    """Tick a group or theme in the profile, or take the tick away; whether it is one that can be ticked."""
    if label.kind is LabelKind.GROUP and (group := session.get(TargetGroup, label.slug)) is not None:
        others = [each for each in organisation.groups if each is not group]
        organisation.groups = [*others, group] if holds else others
        return True
    slug = next((each.slug for each in themes() if each.label_slug == label.slug), None)
    if slug is not None and (theme := session.get(Theme, slug)) is not None:
        rest = [each for each in organisation.themes if each is not theme]
        organisation.themes = [*rest, theme] if holds else rest
        return True
    return False


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
