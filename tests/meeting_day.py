"""What does the day of a meeting look like in tests? The small town, with its meeting going on."""

from datetime import timedelta

from models.person import RegionOrganiser
from tests.town import Town
from web.clock import now


class MeetingDay(Town):
    """The food bank has the library on its list, and the school joins both at a table."""

    def __init__(self, session):
        super().__init__(session)
        self.approve(self.bank, self.library)
        self.approve(self.bank, self.library, self.school)
        self.publish()
        self.meeting.starts_at = now() - timedelta(hours=1)
        self.meeting.ends_at = now() + timedelta(hours=1)
        session.add(RegionOrganiser(person_id=self.organiser.id, region_code="AM06"))
        session.flush()
        self.at = now()

    def tomorrow(self):
        """The meeting is only tomorrow."""
        self.meeting.starts_at = now() + timedelta(days=1, hours=1)
        self.meeting.ends_at = now() + timedelta(days=1, hours=2)
        self.session.flush()
