"""What does the time after a meeting look like in tests? The town, a day later, with steps."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from models.message import Message, MessageKind
from models.person import RegionOrganiser
from models.step import AnswerWay, StepState
from tests.town import BASE_URL, Town
from web.actions.actor import Actor
from web.actions.afterwards.step_checks import release_checks, write_checks
from web.actions.afterwards.steps import StepDraft, answer_step, save_step
from web.actions.site import Site

SITE = Site(BASE_URL, "Onverwacht <onverwacht@example.org>")
DAY_AFTER = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
HALFWAY = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
DUE = date(2026, 5, 1)


class Aftermath(Town):
    """The town once its meeting is over; `actor` is its organiser."""

    def __init__(self, session):
        super().__init__(session)
        session.add(RegionOrganiser(person_id=self.organiser.id, region_code="AM06"))
        session.flush()
        self.actor = Actor(person_id=self.organiser.id)

    def step(self, organisation, text="Wij bellen de school.", *, at=DAY_AFTER, person=True, **told):
        registration = self.guests[organisation.id].id if person else None
        due = DUE if at == DAY_AFTER else (at + timedelta(days=30)).date()
        draft = StepDraft(**{"text": text, "due_on": due, "registration_id": registration, **told})
        return save_step(self.session, self.meeting, organisation.id, draft, actor=self.actor, at=at).step

    def tell(self, step, state=StepState.BUSY, why="", *, at=HALFWAY):
        answer_step(self.session, step, state, why, way=AnswerWay.SITE, actor=self.actor, at=at)

    def write(self, round_, at=HALFWAY):
        return write_checks(self.session, self.meeting, round_, site=SITE, at=at)

    def release(self, round_, at=HALFWAY):
        return release_checks(self.session, self.meeting, round_, site=SITE, actor=self.actor, at=at)

    def mails(self):
        """The mails about steps, oldest first."""
        kind = Message.kind == MessageKind.STEP_CHECK
        return self.session.scalars(select(Message).where(kind).order_by(Message.id)).all()

    def token(self, mail):
        """The secret in the link of a mail that has not left."""
        line = next(one for one in mail.body.splitlines() if "/hoe-gaat-het/" in one)
        return line.rpartition("/")[2]

    def later(self, days):
        return DAY_AFTER + timedelta(days=days)
