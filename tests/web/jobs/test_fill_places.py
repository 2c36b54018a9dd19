from datetime import timedelta

import pytest
from sqlalchemy import select

from models.guest import WaitingGuest
from models.message import Message, MessageKind
from models.registration import Registration
from tests.guests import SITE, Party
from web.actions.actor import NOBODY
from web.actions.organising.coming import come
from web.actions.organising.registrations import Attendee, cancel
from web.clock import now
from web.database import make_session_factory
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


def test_worker_lets_the_waiting_list_move_after_someone_cancelled(settings, database_url):
    sessions = make_session_factory(settings.model_copy(update={"database_url": database_url}))
    start = now() + timedelta(days=30)
    with sessions() as session:
        party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3), capacity=1)
        first, second = Attendee("Ans"), Attendee("Rob", "rob@example.org")
        came = come(session, party.meeting, party.linde, [first], site=SITE, actor=NOBODY, at=now())
        come(session, party.meeting, party.raap, [second], site=SITE, actor=NOBODY, at=now())
        cancel(session, came.coming[0], actor=NOBODY, at=now())
        session.commit()
    worker = Worker(settings, sessions)

    while worker.run_next():
        pass

    with sessions() as session:
        standing = select(Registration.name).where(Registration.cancelled_at.is_(None))
        assert session.scalars(standing).all() == ["Rob"]
        assert session.scalars(select(WaitingGuest)).all() == []
        kinds = session.scalars(select(Message.kind).order_by(Message.id)).all()
        assert kinds == [MessageKind.WAITING_LIST, MessageKind.PLACE_FREE]
    sessions.kw["bind"].dispose()
