"""What does a learning circle look like in tests? Social workers and case managers, some with a case."""

from datetime import timedelta

from models.meeting import MeetingKind
from models.person import RegionOrganiser
from tests.builders import NOON, a_kind, a_person, a_region, a_registration, an_organisation
from tests.town import Town
from web.actions.accounts.sign_in import open_registration_session
from web.actions.actor import Actor
from web.actions.afterwards.circle_cases import CaseDraft, Side, accept_all, bring_case
from web.actions.afterwards.circle_groups import propose_groups, show_groups
from web.clock import now


class CircleDay(Town):
    """The town's meeting is a circle: team and desk bring a case, benefits comes without one.

    Tomorrow, so that cases can still be brought.
    """

    def __init__(self, session):
        super().__init__(session)
        kind = MeetingKind(slug="leercirkel", name_nl="Leercirkel", name_en="Learning circle")
        self.meeting.kind = kind
        self.team = self._comes("Wijkteam", "wijkteam", "social_work")
        self.desk = self._comes("Raadslieden", "sociaal_raadslieden", "social_work")
        self.benefits = self._comes("Sociale dienst", "sociale_dienst", "municipality")
        for one in (self.bank, self.library, self.school):
            self.cancel(one)
        session.add(RegionOrganiser(person_id=self.organiser.id, region_code="AM06"))
        self.actor = Actor(person_id=self.organiser.id)
        self.starts_in(timedelta(days=1))

    def _comes(self, name, kind, sector):
        one = an_organisation(self.session, name, kind=a_kind(self.session, kind, sector))
        self.guests[one.id] = a_registration(self.session, self.meeting, one)
        self.guests[one.id].name = f"Kanarie {name}"
        return one

    def starts_in(self, time):
        """The meeting takes two hours, from so long after now on."""
        self.meeting.starts_at = now() + time
        self.meeting.ends_at = self.meeting.starts_at + timedelta(hours=2)
        self.session.flush()

    def bring(
        self, organisation, label="scheiding", side=Side.SOCIAL_WORK, situation="Iemand gaat uit elkaar."
    ):
        guest = self.guests[organisation.id]
        draft = CaseDraft(label, side, situation, "Gebeld.", "Wie kan helpen?")
        return bring_case(self.session, guest, draft, actor=self.actor, at=now())

    def talk(self):
        """Everyone's case is accepted, and the groups are shown."""
        self.bring(self.team)
        accept_all(self.session, self.meeting, actor=self.actor, at=NOON)
        propose_groups(self.session, self.meeting, actor=self.actor, at=NOON)
        show_groups(self.session, self.meeting, shown=True, actor=self.actor, at=NOON)
        return self.guests[self.team.id]


def browser_of(app, session, town, organisation):
    """The browser of the guest of this organisation."""
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["list"] = open_registration_session(session, town.guests[organisation.id], at=now())
    return browser


def organiser_elsewhere(session):
    """Someone who organises another region."""
    a_region(session, "AM08")
    elsewhere = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    session.flush()
    return elsewhere
