from datetime import timedelta

import pytest
from sqlalchemy import select

from models.draft import Draft
from models.membership import DecisionLink, Invitation, JoinRequest
from models.merge import UNDO_PERIOD
from models.person import Language, Person
from tests.builders import NOON, a_person
from tests.two_lindes import TwoLindes
from web.actions.accounts.erasure import erase
from web.actions.accounts.forgetting import KEPT_FOR, clean_joining
from web.actions.organisations.invitations import CLAIM_LIFETIME, Invited, invite
from web.actions.organisations.joining import LINK_LIFETIME, Asker, ask_to_join, withdraw_request

pytestmark = pytest.mark.both_databases
BASE = "http://localhost"


@pytest.fixture
def town(session):
    return TwoLindes(session)


@pytest.fixture
def asked(session, town):
    """A request of Ans to join the organisation that Els owns, and an invitation to Rob."""
    asker = Asker(a_person(session, "ans@example.org"), "Ans de Vries")
    request = ask_to_join(session, town.other, asker, base_url=BASE, at=NOON)
    wish = Invited("rob@example.org", town.other.members[0].role, Language.DUTCH)
    invite(session, town.other, wish, base_url=BASE, actor=town.actor, at=NOON)
    return request


def person(session, email: str) -> Person:
    return session.scalars(select(Person).where(Person.email == email)).one()


def test_an_erased_member_makes_a_merge_final_and_stands_in_none(session, town):
    merged = town.merge()

    erase(session, person(session, "els@example.org"), at=NOON)

    assert merged.changes == {}


def test_erasing_somebody_else_leaves_a_merge_as_it_is(session, town):
    merged = town.merge()

    erase(session, a_person(session, "ans@example.org"), at=NOON)

    assert merged.changes != {}


def test_an_erased_organiser_leaves_the_merge_without_a_name(session, town):
    merged = town.merge()

    erase(session, session.get_one(Person, town.actor.person_id), at=NOON)

    assert (merged.merged_by, merged.kept_id) == (None, town.kept.id)


def test_an_erased_asker_takes_the_request_along(session, asked):
    erase(session, asked.person, at=NOON)

    assert session.scalars(select(JoinRequest)).all() == []
    assert session.scalars(select(DecisionLink)).all() == []


def test_an_erased_decider_loses_the_link_and_the_request_stays(session, asked):
    erase(session, person(session, "els@example.org"), at=NOON)

    assert len(session.scalars(select(JoinRequest)).all()) == 1
    assert session.scalars(select(DecisionLink)).all() == []


def test_cleaning_removes_what_was_answered_or_expired_long_ago(session, town, asked):
    withdraw_request(session, asked.id, actor=town.actor, at=NOON)
    session.flush()

    def left(at):
        clean_joining(session, at=at)
        tables = (JoinRequest, Invitation, DecisionLink)
        return [len(session.scalars(select(table)).all()) for table in tables]

    assert left(NOON + LINK_LIFETIME - timedelta(seconds=1)) == [1, 1, 1]
    assert left(NOON + LINK_LIFETIME) == [1, 1, 0]
    assert left(NOON + KEPT_FOR) == [0, 1, 0]
    assert left(NOON + CLAIM_LIFETIME + KEPT_FOR) == [0, 0, 0]


def test_cleaning_keeps_an_open_request(session, asked):
    clean_joining(session, at=NOON + timedelta(days=400))

    assert session.scalars(select(JoinRequest)).all() == [asked]


def test_cleaning_forgets_what_a_merge_moved_after_thirty_days(session, town):
    merged = town.merge()
    assert clean_joining(session, at=NOON + UNDO_PERIOD - timedelta(seconds=1)) == 0

    assert clean_joining(session, at=NOON + UNDO_PERIOD) == 1
    assert merged.changes == {}


def test_cleaning_removes_a_text_that_waited_a_day(session):
    session.add(
        Draft(
            person_id=a_person(session).id,
            path="/",
            fields={"fields": []},
            created_at=NOON,
            expires_at=NOON + timedelta(days=1),
        )
    )
    session.flush()

    assert [clean_joining(session, at=NOON + timedelta(days=days)) for days in (0, 1)] == [0, 1]
