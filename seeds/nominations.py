"""Whom did guests of the example name as the driving force, and who agreed? As on the site."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.invitations import registrations_of
from seeds.reading import SeedError, read_rows
from web.actions.actor import SERVICE, Actor
from web.actions.afterwards.nomination_answers import answer_nomination
from web.actions.afterwards.nominations import choices_for, name_driver


def add_nominations(
    session: Session, meetings: Mapping[str, Meeting], organisations: Mapping[str, Organisation]
) -> None:
    """Named the day after the meeting, answered a week later."""
    for row in read_rows("nominations.toml", "nomination"):
        meeting, named = meetings[row["meeting"]], organisations[row["organisation"]]
        guest = registrations_of(session, meeting.id, organisations[row["by"]].id)[0]
        choices = choices_for(session, guest).choices
        wanted = [
            one for one in choices if one.organisation_id == named.id and bool(one.person) is row["person"]
        ]
        if not wanted:
            raise SeedError(f"nominations.toml: nobody of {row['organisation']} can be named")
        said_at = meeting.ends_at + timedelta(days=1)
        nomination = name_driver(session, guest, wanted[0].key, row["why"], actor=SERVICE, at=said_at)
        if "answer" in row:
            actor = Actor(person_id=nomination.person_id, edits=frozenset({named.id}))
            answer_nomination(
                session, nomination.id, agrees=row["answer"], actor=actor, at=said_at + timedelta(days=7)
            )
