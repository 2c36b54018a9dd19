from datetime import timedelta

from sqlalchemy import select

from models.guest import MeetingReminder
from models.message import Message, MessageKind
from tests.guests import Party
from web.clock import HERE, now
from web.database import make_session_factory
from web.jobs.worker import Worker


def test_worker_reminds_on_the_planned_day(settings, database_url):
    sessions = make_session_factory(settings.model_copy(update={"database_url": database_url}))
    start = now() + timedelta(days=30)
    with sessions() as session:
        party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3))
        party.invite(party.linde, at=now() - timedelta(days=5))
        party.send(now() - timedelta(days=5))
        session.add(MeetingReminder(meeting_id=party.meeting.id, day=now().astimezone(HERE).date()))
        session.commit()
    worker = Worker(settings, sessions)

    worker.plan_day()
    while worker.run_next():
        pass

    with sessions() as session:
        kinds = session.scalars(select(Message.kind).order_by(Message.id)).all()
        assert kinds == [MessageKind.MEETING_INVITATION, MessageKind.MEETING_REMINDER]
    sessions.kw["bind"].dispose()
