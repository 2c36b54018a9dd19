"""Who was registered for meetings, and who of them came?"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.queries.results import GuestRow, MeetingRow
from web.actions.afterwards.fates import FEWEST_ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was registered and came: persons, and `organisations`.

    `counted`: at so many of the meetings it was noted at the door who came; `came` is of those alone, and so
    is `expected`: how many were registered there. `withheld`: with what is shown elsewhere, these would tell
    figures that are hidden.
    """

    meetings: int
    organisations: int
    registered: int
    counted: int
    expected: int
    came: int
    withheld: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether these are too many organisations to point at one."""
        return self.organisations >= FEWEST_ORGANISATIONS and not self.withheld

    @property
    def is_hidden(self) -> bool:
        """Whether there are figures that nobody may see."""
        return self.organisations > 0 and not self.is_shown


def attendance_of(meetings: Iterable[MeetingRow], guests: Iterable[GuestRow]) -> Attendance:
    """What was noted of the guests of these meetings."""
    ids = {one.id for one in meetings}
    here = [one for one in guests if one.meeting_id in ids]
    noted = {one.meeting_id for one in here if one.came}
    return Attendance(
        meetings=len(ids),
        organisations=len({one.organisation_id for one in here}),
        registered=sum(one.registered for one in here),
        counted=len(noted),
        expected=sum(one.registered for one in here if one.meeting_id in noted),
        came=sum(one.came for one in here),
    )
