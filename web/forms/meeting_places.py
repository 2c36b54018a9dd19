"""To which programmes can a meeting of a region belong, and as which part of them?"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models.programme import Programme, ProgrammePart
from models.queries.programmes import programmes_in
from models.region import Region
from web.words.programmes import part_name


@dataclass(frozen=True, slots=True)
class MeetingPlaces:
    """The programmes in which a region takes part, the newest first."""

    programmes: Sequence[Programme]

    def choices(self) -> dict[str, str]:
        """Each part of each programme, and a place beside its plan; words by value."""
        found = {}
        for programme in self.programmes:
            for part in programme.parts:
                found[place_value(programme, part)] = f"{programme.name}: {part_name(part)}"
            beside = _("%(name)s: naast het plan", name=programme.name) if programme.parts else programme.name
            found[place_value(programme, None)] = str(beside)
        return found

    def of(self, value: str | None) -> tuple[Programme | None, ProgrammePart | None]:
        """The programme and the part that a chosen value means."""
        for programme in self.programmes:
            for part in (None, *programme.parts):
                if value == place_value(programme, part):
                    return programme, part
        return None, None

    def of_part(self, part_id: int) -> tuple[Programme | None, ProgrammePart | None]:
        """This part with its programme, if it is one of these."""
        for programme in self.programmes:
            for part in programme.parts:
                if part.id == part_id:
                    return programme, part
        return None, None


def meeting_places(session: Session, region: Region) -> MeetingPlaces:
    """The places for a meeting of this region."""
    return MeetingPlaces(programmes_in(session, {region.code}))


def place_value(programme: Programme, part: ProgrammePart | None) -> str:
    """How a form names this place."""
    return f"{programme.id}-{part.id}" if part else str(programme.id)
