"""Fifty answers at the very same moment: no place is given twice, and no answer is lost."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.guest import AnswerLink, WaitingGuest
from models.log import LogEntry
from models.message import Message, MessageKind
from models.person import Language
from models.registration import Registration
from tests.at_once import at_once
from tests.builders import NOON, a_meeting, a_person, a_region, a_registration, an_organisation
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import Actor
from web.actions.organising.coming import fill_places
from web.actions.organising.door import check_in
from web.actions.site import Site
from web.clock import now

pytestmark = pytest.mark.both_databases
MANY = 50
SITE = Site("http://localhost", "hallo@mail.example")


@pytest.fixture
def meeting(database):
    start = now() + timedelta(days=20)
    return a_meeting(database, a_region(database), starts_at=start, ends_at=start + timedelta(hours=3))


def a_link(database, meeting, organisation, token: str) -> None:
    database.add(
        AnswerLink(
            token_hash=hash_secret(token),
            meeting_id=meeting.id,
            organisation_id=organisation.id,
            language=Language.DUTCH,
            created_at=NOON,
        )
    )


def answers(own_site, people: list[tuple[str, str]]) -> list[int]:
    """The status of each answer; people are pairs of a link's token and a name, each with an address."""

    def say(token, name):
        data = {"name": name, "email": f"{name.lower()}@example.org"}
        return own_site.test_client().post(f"/komt-u/{token}/ja", data=data).status_code

    return at_once(*[lambda one=one: say(*one) for one in people])


def names(database, table) -> list[str]:
    standing = (
        select(table.name) if table is WaitingGuest else select(table.name).filter_by(cancelled_at=None)
    )
    return sorted(database.scalars(standing))


def test_last_five_places_go_to_five_and_the_others_wait(own_site, database, meeting):
    meeting.capacity = 6
    a_registration(database, meeting, an_organisation(database, "Eerste"))
    for number in range(MANY):
        a_link(database, meeting, an_organisation(database, f"Huis {number}"), f"token{number}")
    database.commit()

    statuses = answers(own_site, [(f"token{number}", f"Gast{number:02}") for number in range(MANY)])

    assert Counter(statuses) == {302: MANY}
    coming, waiting = names(database, Registration), names(database, WaitingGuest)
    assert (len(coming), len(waiting)) == (6, MANY - 5)
    assert sorted([*coming, *waiting]) == sorted(["Gast 1", *(f"Gast{number:02}" for number in range(MANY))])
    mails = Counter(database.execute(select(Message.recipient, Message.kind)).all())
    assert set(mails.values()) == {1}
    told = Counter(kind for _recipient, kind in mails)
    assert told == {MessageKind.COMING: 5, MessageKind.WAITING_LIST: MANY - 5}


def test_two_of_fifty_from_one_organisation_come(own_site, database, meeting):
    a_link(database, meeting, an_organisation(database, "De Linde"), "linde")
    database.commit()

    statuses = answers(own_site, [("linde", f"Gast{number:02}") for number in range(MANY)])

    assert Counter(statuses) == {302: 2, 200: MANY - 2}
    places = database.scalars(select(Registration.place_number)).all()
    assert (sorted(places), names(database, WaitingGuest)) == ([1, 2], [])


def test_one_person_who_answers_many_times_comes_once(own_site, database, meeting):
    a_link(database, meeting, an_organisation(database, "De Linde"), "linde")
    database.commit()

    statuses = answers(own_site, [("linde", "Ans")] * 10)

    assert set(statuses) <= {200, 302}
    assert (names(database, Registration), len(database.scalars(select(Message.id)).all())) == (["Ans"], 1)


def test_place_that_falls_free_is_given_once(own_site, database, meeting):
    meeting.capacity = 1
    first = an_organisation(database, "Eerste")
    a_link(database, meeting, first, "eerste")
    a_registration(database, meeting, first)
    for number in range(4):
        waits = WaitingGuest(
            meeting_id=meeting.id,
            organisation_id=an_organisation(database, f"Huis {number}").id,
            name=f"Wacht{number}",
            created_at=NOON,
        )
        database.add(waits)
        database.flush()
    database.commit()
    own_site.test_client().post("/komt-u/eerste/nee")

    def fill():
        with own_site.extensions["sessions"]() as session:
            session.connection(execution_options={"writes": True})
            moved = fill_places(session, session.get(type(meeting), meeting.id), site=SITE, at=now())
            session.commit()
            return moved

    assert sorted(at_once(*[fill] * 4)) == [0, 0, 0, 1]
    assert (names(database, Registration), names(database, WaitingGuest)) == (
        ["Wacht0"],
        ["Wacht1", "Wacht2", "Wacht3"],
    )


def test_two_people_at_the_door_note_someone_once(own_site, database, meeting):
    guest = a_registration(database, meeting, an_organisation(database, "De Linde"))
    actor = Actor(person_id=a_person(database).id)
    database.commit()

    def note():
        with own_site.extensions["sessions"]() as session:
            session.connection(execution_options={"writes": True})
            noted = check_in(session, session.get(Registration, guest.id), actor=actor, at=now())
            session.commit()
            return noted

    assert sorted(at_once(*[note] * 4)) == [False, False, False, True]
    assert database.scalar(select(func.count(LogEntry.id)).filter_by(action="check_in")) == 1
