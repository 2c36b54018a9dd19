"""An organisation opens its page to everyone with the link, or closes it."""

import pytest
from sqlalchemy import select

from models.log import LogEntry
from tests.builders import NOON, an_expert, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.sharing import NotToBePublicError, choose_openness


def test_choose_openness_leaves_a_line_for_each_change(session):
    organisation = an_organisation(session, "De Linde")

    for is_public in (False, True, True, False):
        choose_openness(session, organisation, is_public=is_public, actor=Actor(), at=NOON)

    assert organisation.is_public is False
    assert session.scalars(select(LogEntry.action)).all() == ["open_page", "close_page"]


def test_page_of_one_person_is_never_public(session):
    expert = an_expert(session)

    with pytest.raises(NotToBePublicError):
        choose_openness(session, expert, is_public=True, actor=Actor(), at=NOON)
    assert not expert.is_public
