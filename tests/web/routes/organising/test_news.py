from datetime import timedelta

import pytest
from sqlalchemy import select

from models.message import Message, MessageKind, MessageState
from models.person import RegionOrganiser
from tests.builders import a_registration
from tests.guests import Party
from web.clock import now


@pytest.fixture
def party(session):
    start = now() + timedelta(days=30)
    party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3))
    session.add(RegionOrganiser(person_id=party.organiser.id, region_code="AM06"))
    a_registration(session, party.meeting, party.linde).email = "ans@example.org"
    a_registration(session, party.meeting, party.linde, 2)
    session.flush()
    return party


@pytest.fixture
def organiser(signed_in, party):
    return signed_in(party.organiser)


def page(party, path=""):
    return f"/bijeenkomsten/{party.meeting.id}/berichten{path}"


def mails(session):
    return [tuple(row) for row in session.execute(select(Message.kind, Message.state))]


def test_definitive_invitation_waits_and_then_leaves(session, party, organiser):
    text = organiser.get(page(party)).text
    assert ("Zet 1 mail klaar" in text, "1 persoon krijgt geen mail" in text) == (True, True)

    organiser.post(page(party, "/definitief"))
    assert mails(session) == [(MessageKind.MEETING_DEFINITIVE, MessageState.WAITING)]
    organiser.post(page(party, "/definitief/versturen"))

    assert mails(session) == [(MessageKind.MEETING_DEFINITIVE, MessageState.RELEASED)]


def test_meeting_is_called_off_and_taken_up_again(session, party, organiser):
    text = organiser.post(page(party, "/afgelasten"), follow_redirects=True).text

    assert ("Deze bijeenkomst gaat niet door." in text, "1 mail wacht op u." in text) == (True, True)
    assert mails(session) == [(MessageKind.MEETING_CANCELLATION, MessageState.WAITING)]
    organiser.post(page(party, "/gaat-toch-door"))
    assert (party.meeting.cancelled_at, mails(session)) == (
        None,
        [(MessageKind.MEETING_CANCELLATION, MessageState.WITHDRAWN)],
    )


@pytest.mark.parametrize(
    "path", ["", "/definitief", "/wijziging/versturen", "/afgelasten", "/gaat-toch-door"]
)
def test_only_an_organiser_tells_news(session, party, signed_in, client, path):
    member = signed_in(party.linde.members[0].person)
    method = "post" if path else "get"

    assert getattr(member, method)(page(party, path)).status_code == 404
    assert getattr(client, method)(page(party, path)).status_code in (302, 401)
    assert mails(session) == []
