"""Publishing on the site: look first, then publish, then let the mails go."""

import pytest
from sqlalchemy import select

from models.message import Message, MessageState
from models.proposal import ScorePart
from models.publication import Publication
from tests.builders import a_meeting, a_proposal, a_registration, a_run, an_organisation


@pytest.fixture
def proposal(session, meeting):
    pair = [an_organisation(session, name) for name in ("Voedselbank", "Slager")]
    for organisation in pair:
        registration = a_registration(session, meeting, organisation)
        registration.email = f"{organisation.name.lower()}@example.org"
    parts = [ScorePart(name=name, value=0.5) for name in ("helps_first", "helps_second")]
    return a_proposal(session, a_run(session, meeting), *pair, parts=parts)


def test_the_preview_before_any_approval_leads_to_the_desk(organiser, meeting, proposal):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/publiceren").text

    assert "U hebt nog niets goedgekeurd." in page


def test_publishing_makes_mails_that_wait(session, organiser, meeting, proposal):
    organiser.post(f"/voorstellen/{proposal.id}/goedkeuren", data={"seen": "0"})
    assert "Publiceer de lijsten" in organiser.get(f"/bijeenkomsten/{meeting.id}/publiceren").text

    answer = organiser.post(f"/bijeenkomsten/{meeting.id}/publiceren")

    assert answer.location == f"/bijeenkomsten/{meeting.id}/post"
    assert [one.number for one in session.scalars(select(Publication))] == [1]
    assert {mail.state for mail in session.scalars(select(Message))} == {MessageState.WAITING}


def test_the_outbox_never_shows_a_personal_link(session, organiser, meeting, proposal):
    organiser.post(f"/voorstellen/{proposal.id}/goedkeuren", data={"seen": "0"})
    organiser.post(f"/bijeenkomsten/{meeting.id}/publiceren")

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/post").text

    assert "voedselbank@example.org" in page
    assert page.count("/lijst/…") == 2
    for mail in session.scalars(select(Message)):
        assert mail.body.split("/lijst/")[1].split()[0] not in page


def test_one_mail_goes_and_then_the_rest(session, organiser, meeting, proposal):
    organiser.post(f"/voorstellen/{proposal.id}/goedkeuren", data={"seen": "0"})
    organiser.post(f"/bijeenkomsten/{meeting.id}/publiceren")
    first, second = session.scalars(select(Message.id).order_by(Message.id)).all()

    organiser.post(f"/bijeenkomsten/{meeting.id}/post", data={"mail": str(first)})
    assert session.get_one(Message, first).state is MessageState.RELEASED
    assert session.get_one(Message, second).state is MessageState.WAITING

    organiser.post(f"/bijeenkomsten/{meeting.id}/post")
    assert session.get_one(Message, second).state is MessageState.RELEASED


def test_a_mail_of_another_meeting_cannot_be_let_go(session, organiser, meeting, proposal):
    organiser.post(f"/voorstellen/{proposal.id}/goedkeuren", data={"seen": "0"})
    organiser.post(f"/bijeenkomsten/{meeting.id}/publiceren")
    other = a_meeting(session, meeting.region)
    mail_id = session.scalars(select(Message.id)).first()

    organiser.post(f"/bijeenkomsten/{other.id}/post", data={"mail": str(mail_id)})

    assert session.get_one(Message, mail_id).state is MessageState.WAITING
