from sqlalchemy import select

from models.log import LogEntry
from tests.builders import NOON, a_person
from web.actions.actor import SERVICE, Actor
from web.actions.log import record


def test_record_keeps_who_did_what_with_what_and_when(session):
    piet = a_person(session)

    record(session, Actor(person_id=piet.id), "approved", "proposal", 12, at=NOON, detail="pairing")
    record(session, SERVICE, "failed", "message", 3, at=NOON)
    session.flush()

    entries = session.scalars(select(LogEntry).order_by(LogEntry.id)).all()
    assert [(e.person_id, e.action, e.subject, e.subject_id, e.detail, e.at) for e in entries] == [
        (piet.id, "approved", "proposal", "12", "pairing", NOON),
        (None, "failed", "message", "3", "", NOON),
    ]
