"""People correct what is stored of them, and what they object to does not happen."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.message import Message, MessageKind
from models.organisation import Audience
from models.person import EmailChange, Language, Person
from tests.builders import NOON, a_person
from tests.citizens import Citizen
from tests.town import BASE_URL, Town
from web.actions.accounts.own_choices import (
    AddressTaken,
    ConfirmationNotUsable,
    OwnDetails,
    ask_for_address,
    change_own_details,
    confirm_address,
    object_to,
    waiting_change,
)
from web.actions.lists.preview import preview_publication
from web.actions.lists.publishing import reach_of
from web.actions.organisations.contact_details import contacts_for

NEW = "nieuw@example.org"


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def pia(town):
    return Citizen(town, "kanariepia", email_for=Audience.MEETING)


def ask(session, person, email=NEW) -> str:
    """Ask for this address; gives the secret in the mail that was written."""
    ask_for_address(session, person, email, base_url=BASE_URL, at=NOON)
    session.flush()
    mail = session.scalars(
        select(Message).where(Message.kind == MessageKind.CHANGE_EMAIL).order_by(Message.id.desc())
    ).first()
    return mail.body.partition("/e-mailadres/")[2].split()[0]


@pytest.mark.parametrize(("everywhere", "name"), [(False, "Pia kanariepia-lid"), (True, "Pia P.")])
def test_change_own_details_reaches_profiles_only_when_asked(session, pia, everywhere, name):
    told = OwnDetails("Pia P.", "06 1", Language.ENGLISH, everywhere=everywhere)

    change_own_details(session, pia.person, told, at=NOON)
    session.refresh(pia.member)

    assert (pia.person.name, pia.person.phone, pia.person.language) == ("Pia P.", "06 1", Language.ENGLISH)
    assert pia.member.name == name


def test_new_address_counts_only_after_its_confirmation(session, pia):
    secret = ask(session, pia.person)
    before = pia.person.email

    confirm_address(session, secret, at=NOON)
    session.refresh(pia.registration)

    assert (before, pia.person.email, pia.registration.email) == (pia.email, NEW, NEW)
    with pytest.raises(ConfirmationNotUsable):
        confirm_address(session, secret, at=NOON)


def test_new_address_is_stored_without_its_secret(session, pia):
    secret = ask(session, pia.person, " NIEUW@example.org ")

    change = session.get_one(EmailChange, pia.person.id)
    assert (change.new_email, change.token_hash == secret) == (NEW, False)


def test_confirmation_ends_after_a_day(session, pia):
    secret = ask(session, pia.person)

    with pytest.raises(ConfirmationNotUsable):
        waiting_change(session, secret, at=NOON + timedelta(hours=24))


def test_only_the_newest_request_counts(session, pia):
    first, second = ask(session, pia.person), ask(session, pia.person, "ander@example.org")

    with pytest.raises(ConfirmationNotUsable):
        waiting_change(session, first, at=NOON)
    assert waiting_change(session, second, at=NOON).new_email == "ander@example.org"


def test_own_address_takes_back_a_request(session, pia):
    ask(session, pia.person)

    ask_for_address(session, pia.person, pia.email, base_url=BASE_URL, at=NOON)

    assert session.get(EmailChange, pia.person.id) is None


def test_address_of_somebody_else_is_told_to_them_alone(session, pia):
    other = a_person(session, "els@example.org")

    ask_for_address(session, pia.person, other.email, base_url=BASE_URL, at=NOON)

    mail = session.scalars(select(Message).where(Message.recipient == other.email)).one()
    assert ("/e-mailadres/" in mail.body, "Er is niets veranderd" in mail.body) == (False, True)
    assert session.get(EmailChange, pia.person.id) is None


def test_address_that_was_taken_meanwhile_is_refused(session, pia):
    secret = ask(session, pia.person)
    a_person(session, NEW)

    with pytest.raises(AddressTaken):
        confirm_address(session, secret, at=NOON)

    session.expire_all()
    assert session.get_one(Person, pia.person.id).email == pia.email


def test_who_wants_no_mail_gets_none_and_the_organiser_knows(session, town, pia):
    town.approve(town.bank, pia.organisation)
    object_to(session, pia.person, stops_mail=True, hides_contact=False, at=NOON)

    preview = preview_publication(session, town.meeting)
    town.publish()

    assert session.scalars(select(Message).where(Message.recipient == pia.email)).all() == []
    assert [one.id for one in reach_of(session, town.meeting).without_address] == [pia.registration.id]
    assert (preview.attendees, preview.reachable) == (2, 1)


def test_mail_that_one_asks_for_still_comes(session, pia):
    secret = ask(session, pia.person)

    object_to(session, pia.person, stops_mail=True, hides_contact=False, at=NOON)

    kinds = session.scalars(select(Message.kind).where(Message.recipient == NEW)).all()
    assert (kinds, waiting_change(session, secret, at=NOON).person_id) == (
        [MessageKind.CHANGE_EMAIL],
        pia.person.id,
    )


def test_who_hides_their_details_is_shown_to_nobody_whatever_the_profile_says(session, pia):
    shown = contacts_for(session, [pia.organisation.id], Audience.MEETING)

    object_to(session, pia.person, stops_mail=False, hides_contact=True, at=NOON)

    assert [one.email for one in shown[pia.organisation.id]] == [pia.email]
    assert contacts_for(session, [pia.organisation.id], Audience.MEETING) == {}
