"""How does an organiser keep the kinds of meeting? Add one, change it, set it aside and bring it back."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from models.meeting import MeetingKind
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organising.parties import PartyDraft, kind_parties, require_sound_parties


@dataclass(frozen=True, slots=True)
class KindDraft:
    """What an organiser tells of a kind of meeting. `anyone`: it has no parties, on purpose."""

    name_nl: str
    name_en: str
    description: str
    description_en: str
    parties: Sequence[PartyDraft]
    anyone: bool = False


class KindNameTakenError(ActionError):
    """Another kind of meeting has this name; `field`: in which language."""

    code = "kind_name_taken"

    def __init__(self, field: str) -> None:
        super().__init__(f"another kind of meeting has this {field}")
        self.field = field


def save_kind(
    session: Session, draft: KindDraft, kind: MeetingKind | None, *, actor: Actor, at: datetime
) -> MeetingKind:
    """Store a new kind (None), or the change of this one; meetings keep the parties that they have.

    Raises KindNameTakenError, PartyRefusedError.
    """
    for field in ("name_nl", "name_en"):
        _require_free(session, field, getattr(draft, field).strip(), kind)
    require_sound_parties(session, draft.parties, anyone=draft.anyone)
    told = kind or MeetingKind(slug=_slug(session, draft.name_nl))
    told.name_nl, told.name_en = draft.name_nl.strip(), draft.name_en.strip()
    told.description, told.description_en = draft.description.strip(), draft.description_en.strip()
    session.add(told)
    told.parties = []
    session.flush()  # the old names go first, so that a new party may have one of them
    told.parties = kind_parties(draft.parties)
    session.flush()
    record(session, actor, "change_kind" if kind else "create_kind", "meeting_kind", told.slug, at=at)
    return told


def set_kind_aside(session: Session, kind: MeetingKind, *, aside: bool, actor: Actor, at: datetime) -> None:
    """Let nobody choose this kind for a new meeting, or let them again."""
    kind.set_aside_at = at if aside else None
    action = "set_kind_aside" if aside else "bring_kind_back"
    record(session, actor, action, "meeting_kind", kind.slug, at=at)


def _require_free(session: Session, field: str, name: str, kind: MeetingKind | None) -> None:
    same = func.lower(getattr(MeetingKind, field)) == name.lower()
    other = MeetingKind.slug != kind.slug if kind else true()
    if session.scalar(select(MeetingKind.slug).where(same, other)) is not None:
        raise KindNameTakenError(field)


def _slug(session: Session, name: str) -> str:
    """A key of small letters that no other kind has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wanted = "_".join(re.findall(r"[a-z0-9]+", plain))[:40] or "soort"
    slugs = set(session.scalars(select(MeetingKind.slug)))
    return next(slug for number in range(len(slugs) + 1) if (slug := f"{wanted}{number or ''}") not in slugs)
