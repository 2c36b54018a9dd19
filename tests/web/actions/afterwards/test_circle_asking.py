"""Who comes to a learning circle is asked for a case by mail: once, with a link that opens one's own page."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.message import Message, MessageKind, MessageState
from models.person import Language
from tests.after import SITE
from tests.builders import a_person
from tests.circle import CircleDay
from web.actions.afterwards.circle_asking import ask_for_cases, asking
from web.actions.lists.attendance import enter
from web.actions.lists.publishing import publish
from web.clock import now


@pytest.fixture
def town(session):
    town = CircleDay(session)
    for one in (town.team, town.desk, town.benefits):
        town.guests[one.id].email = f"gast{one.id}@example.org"
    session.flush()
    return town


def ask(town):
    return ask_for_cases(town.session, town.meeting, site=SITE, actor=town.actor, at=now())


def mails(town):
    kind = Message.kind == MessageKind.CASE_ASKED
    return town.session.scalars(select(Message).where(kind).order_by(Message.id)).all()


def token(mail):
    return re.search(r"/lijst/(\S+)", mail.body)[1]


def test_everyone_who_comes_is_asked_once_with_a_link_of_their_own(session, town):
    assert (ask(town), ask(town)) == (3, 0)

    found = mails(town)
    assert {mail.state for mail in found} == {MessageState.RELEASED}
    guests = [enter(session, token(mail), at=now())[0].organisation_id for mail in found]
    assert sorted(guests) == sorted([town.team.id, town.desk.id, town.benefits.id])


def test_who_wants_no_mail_or_has_no_address_is_named_instead(session, town):
    a_person(session, town.guests[town.team.id].email).stops_mail = True
    town.guests[town.desk.id].email = ""
    session.flush()

    found = asking(session, town.meeting, language=Language.DUTCH, at=now())

    assert [one.organisation_id for one in found.to_ask] == [town.benefits.id]
    assert sorted(one.organisation_id for one in found.silent) == sorted([town.team.id, town.desk.id])
    assert "…" in found.words.body


def test_nobody_is_asked_once_the_circle_has_begun(town):
    town.starts_in(timedelta(hours=-1))

    assert (ask(town), mails(town)) == (0, [])


def test_the_link_goes_on_working_when_lists_are_published(session, town):
    ask(town)
    before = token(next(one for one in mails(town) if one.recipient.startswith(f"gast{town.team.id}@")))
    town.approve(town.team, town.benefits)

    publish(session, town.meeting, base_url=SITE.base_url, actor=town.actor, at=now())

    assert enter(session, before, at=now())[0].organisation_id == town.team.id
