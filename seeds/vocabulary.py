"""Which themes, target groups and kinds of meeting does the example start with?"""

from sqlalchemy.orm import Session

from models.kind import TargetGroup, Theme
from models.meeting import MeetingKind, MeetingKindParty
from seeds.reading import read_rows


def add_vocabulary(session: Session) -> None:
    """Put the words to choose from into the tables; those that are there already stay as they are."""
    for row in read_rows("themes.toml", "theme"):
        if session.get(Theme, row["slug"]) is None:
            session.add(Theme(**row))
    for row in read_rows("target_groups.toml", "target_group"):
        if session.get(TargetGroup, row["slug"]) is None:
            session.add(TargetGroup(**row))
    for row in read_rows("meeting_kinds.toml", "meeting_kind"):
        if session.get(MeetingKind, row["slug"]) is None:
            parties = [
                MeetingKindParty(
                    position=position,
                    name=party["name"],
                    minimum=party["minimum_per_coalition"],
                    sectors=party.get("sectors", []),
                    kinds=party.get("kinds", []),
                )
                for position, party in enumerate(row.pop("parties"))
            ]
            session.add(MeetingKind(**row, parties=parties))
    session.flush()
