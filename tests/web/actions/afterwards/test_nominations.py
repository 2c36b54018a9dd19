"""Guests name who came; the named one decides; organisers read numbers until then, and names after a yes."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.nomination import Nomination, NominationAnswer
from tests.builders import a_registration
from tests.named import Afterwards
from web.actions.accounts.erasure import erase
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.accounts.own_data import own_data
from web.actions.actor import Actor
from web.actions.afterwards.nomination_answers import (
    NamedFor,
    NominationUnknown,
    about,
    count_open,
    forget_named,
)
from web.actions.afterwards.nomination_overview import Driver, Drivers, drivers_at, drivers_in
from web.actions.afterwards.nominations import (
    ChoiceUnknown,
    NamedAlready,
    TooManyNamed,
    choices_for,
    take_back,
)
from web.actions.lists.encounters import NotYetError


@pytest.fixture
def town(session):
    return Afterwards(session)


def test_choices_are_others_who_came_and_people_whose_name_everyone_may_know(session, town):
    found = choices_for(session, town.guests[town.bank.id]).choices

    assert [(one.organisation, one.person) for one in found] == [
        ("Bibliotheek", town.reader.name),
        ("Bibliotheek", ""),
        ("School", ""),
    ]


def test_who_hides_their_details_is_no_choice(session, town):
    town.reader.hides_contact = True

    with pytest.raises(ChoiceUnknown):
        town.name()


def test_nobody_is_named_before_the_day(session, town):
    town.tomorrow()

    with pytest.raises(NotYetError):
        town.name()


def test_only_who_stands_on_the_list_is_named_once_and_three_at_most(session, town):
    for key in ("-", "x", f"{town.bank.id}-0", "999-0"):
        with pytest.raises(ChoiceUnknown):
            town.name(key)
    town.name()
    with pytest.raises(NamedAlready):
        town.name(why="Nog eens.")
    town.name(f"{town.library.id}-0")
    town.name(f"{town.school.id}-0")
    fourth = town.organisation("Buurthuis", "buurthuis", "social_work")
    a_registration(session, town.meeting, fourth)

    with pytest.raises(TooManyNamed):
        town.name(f"{fourth.id}-0")


def test_organiser_reads_a_number_until_the_named_one_agrees(session, town):
    first, second = town.name(), town.name(why="Belt terug.", by=town.school)
    assert drivers_at(session, town.meeting) == Drivers(named=1, to_ask=1, agreed=())

    town.answer(first)

    shown = Driver(town.reader.name, "Bibliotheek", town.library.id, ("Begon gewoon.",))
    assert drivers_at(session, town.meeting) == Drivers(named=1, to_ask=0, agreed=(shown,))
    assert drivers_in(session, "AM06") == (shown,)
    town.answer(first, agrees=False)
    town.answer(second, agrees=False)
    assert drivers_at(session, town.meeting).agreed == ()
    assert session.scalars(select(Nomination.why)).all() == ["", ""]


def test_an_organisation_as_a_whole_is_answered_for_by_its_members(session, town):
    nomination = town.name(f"{town.library.id}-0")
    with pytest.raises(NominationUnknown):
        town.answer(nomination)

    town.answer(nomination, actor=Actor(person_id=town.reader.id, edits=frozenset({town.library.id})))

    assert drivers_at(session, town.meeting).agreed == (
        Driver("Bibliotheek", "", town.library.id, ("Begon gewoon.",)),
    )


def test_nobody_answers_for_another(session, town):
    nomination = town.name()

    for actor in (Actor(), Actor(person_id=town.organiser.id), Actor(edits=frozenset({town.library.id}))):
        with pytest.raises(NominationUnknown):
            town.answer(nomination, actor=actor)


def test_each_is_asked_once_by_a_mail_that_names_no_meeting_to_its_organiser(session, town):
    town.name()
    town.name(why="Belt terug.", by=town.school)
    town.name(f"{town.school.id}-0")

    assert (town.ask(), town.ask()) == (2, 0)
    town.name(f"{town.library.id}-0", by=town.school)
    assert town.ask() == 1
    assert {(one.recipient, one.meeting_id, one.registration_id) for one in town.mails()} == {
        (town.reader.email, None, None),
        (town.school.members[0].person.email, None, None),
    }
    assert "Begon gewoon." not in "".join(one.body for one in town.mails())


def test_who_objected_gets_no_mail_and_can_still_answer(session, town):
    town.reader.stops_mail = True
    nomination = town.name()
    town.name(f"{town.library.id}-0")

    assert (town.ask(), town.mails()) == (0, [])
    assert count_open(session, Actor(person_id=town.reader.id)) == 1
    town.answer(nomination)
    assert count_open(session, Actor(person_id=town.reader.id)) == 0


def test_who_said_no_is_not_asked_again(session, town):
    town.answer(town.name(), agrees=False)
    town.name(by=town.school)

    assert town.ask() == 0
    assert [one.why for one in about(session, Actor(person_id=town.reader.id))] == ["Begon gewoon."]


def test_the_namer_takes_it_back(session, town):
    nomination, guest = town.name(), town.guests[town.bank.id]
    other = town.guests[town.school.id]

    assert not take_back(session, other, nomination.id, actor=Actor(), at=town.at)
    assert take_back(session, guest, nomination.id, actor=Actor(), at=town.at)
    assert drivers_at(session, town.meeting).named == 0


def test_the_database_keeps_no_words_of_who_declined(session, town):
    nomination = town.name()

    nomination.answer, nomination.answered_at = NominationAnswer.DECLINED, town.at

    with pytest.raises(IntegrityError):
        session.flush()


def test_own_data_tells_whom_one_named_and_where_one_was_named(session, town):
    nomination = town.name()
    town.answer(nomination)
    guest = town.guests[town.bank.id]
    guest.email = town.bank.members[0].person.email

    assert own_data(session, town.reader).named_in == (
        NamedFor("Kring", "Bibliotheek", "Begon gewoon.", "agreed"),
    )
    named = own_data(session, town.bank.members[0].person).attendances[0].named
    assert named == (f"{town.reader.name}: Begon gewoon.",)


def test_erasing_the_named_one_leaves_nothing(session, town):
    town.answer(town.name())

    erase(session, town.reader, at=town.at)

    assert session.query(Nomination).count() == 0


def test_of_who_leaves_a_blank_row_nothing_stays_either(session, town):
    town.name()

    forget_named(session, town.reader.id)

    assert session.query(Nomination).count() == 0


def test_with_the_names_of_guests_goes_what_nobody_agreed_to(session, town):
    agreed = town.name()
    town.answer(agreed)
    town.name(f"{town.school.id}-0")

    forget_attendees(session, list(town.guests.values()))

    assert session.query(Nomination).all() == [agreed]
