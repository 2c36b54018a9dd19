"""How does the programme of the example come about? As an organiser makes it, with some things arranged."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.meeting import Meeting
from seeds.reading import DATA
from web.actions.actor import Actor
from web.actions.organising.programmes import (
    PartDraft,
    PhaseDraft,
    ProgrammeDraft,
    place_meeting,
    save_parts,
    save_phases,
    save_programme,
    tick,
)

PART_FIELDS = ("kind", "name", "national", "after_earlier")


def add_programmes(
    session: Session, meetings: Mapping[str, Meeting], *, actor: Actor, today: date, at: datetime
) -> None:
    """The programmes of the data, with their meetings (by slug), phases and what is arranged."""
    for entry in tomllib.loads((DATA / "programmes.toml").read_text(encoding="utf-8"))["programme"]:
        draft = ProgrammeDraft(
            name=entry["name"],
            aim=entry["aim"],
            wanted_examples=entry["wanted_examples"],
            starts_on=_day(entry, "starts", today),
            ends_on=_day(entry, "ends", today),
            regions=tuple(entry["regions"]),
        )
        programme = save_programme(session, draft, None, actor=actor, at=at)
        parts = [
            PartDraft(**{name: part[name] for name in part if name in PART_FIELDS}) for part in entry["part"]
        ]
        save_parts(session, programme, parts, actor=actor, at=at)
        for told, part in zip(entry["part"], programme.parts, strict=True):
            for slug in told["meetings"]:
                place_meeting(session, meetings[slug], programme, part)
        for slug in entry["other_meetings"]:
            place_meeting(session, meetings[slug], programme)
        phases = [
            PhaseDraft(
                name=phase["name"],
                starts_on=_day(phase, "starts", today),
                ends_on=_day(phase, "ends", today),
                tasks=tuple(task["text"] for task in phase["tasks"]),
            )
            for phase in entry["phase"]
        ]
        save_phases(session, programme, phases, actor=actor, at=at)
        done = {task["text"] for phase in entry["phase"] for task in phase["tasks"] if task["done"]}
        for phase in programme.phases:
            for task in phase.tasks:
                if task.text in done:
                    tick(session, task, done=True, actor=actor, at=at)


def _day(entry: Mapping[str, Any], name: str, today: date) -> date:
    return today + timedelta(days=entry[f"{name}_days_from_today"])
