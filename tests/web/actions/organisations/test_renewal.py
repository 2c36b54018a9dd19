from datetime import timedelta

import pytest
from sqlalchemy import select

from models.message import Message, MessageKind, MessageState
from models.organisation import OrganisationMember, OrganisationRole, StatementState
from models.renewal import Renewal, RenewalKind
from tests.builders import NOON, a_person, an_organisation
from web.actions.actor import SERVICE
from web.actions.organisations.renewal import (
    LINK_LIFETIME,
    RenewalLinkUnknown,
    answer_by_link,
    ask_to_renew,
    choose_reminders,
    confirm_all,
    renewal_of,
    revoke_links,
    set_aside_unanswered,
)
from web.actions.organisations.statements import Terms
from web.actions.outbox import note_sent

BASE_URL = "https://onverwacht.example"
TERMS = Terms(timedelta(days=182))


def day(number):
    return NOON + timedelta(days=number)


@pytest.fixture
def bank(session):
    owner, colleague = a_person(session, "joke@example.org"), a_person(session, "els@example.org")
    members = [
        OrganisationMember(person=colleague, role=OrganisationRole.EDITOR),
        OrganisationMember(person=owner, role=OrganisationRole.OWNER),
    ]
    return an_organisation(session, "Voedselbank", offers=("eten",), needs=("koeling",), members=members)


def asked(session, at):
    return ask_to_renew(session, TERMS, base_url=BASE_URL, at=at)


def set_aside(session, at):
    return set_aside_unanswered(session, TERMS, base_url=BASE_URL, at=at)


def mails(session):
    return session.scalars(select(Message).order_by(Message.id)).all()


def link_in(mail):
    return next(line for line in mail.body.splitlines() if "/bevestigen/" in line).rpartition("/")[2]


def test_nobody_is_asked_before_the_period_is_over(session, bank):
    assert (asked(session, day(181)), mails(session)) == (0, [])


def test_one_person_is_asked_once_in_a_period_and_the_mail_leaves_at_once(session, bank):
    counts = [asked(session, day(number)) for number in (182, 182, 183, 363)]

    assert counts == [1, 0, 0, 0]
    told = [(m.recipient, m.kind, m.state) for m in mails(session)]
    assert told == [("joke@example.org", MessageKind.RENEWAL, MessageState.RELEASED)]
    assert "- eten\n- koeling\n" in mails(session)[0].body
    assert asked(session, day(364)) == 1


def test_who_wants_no_mail_gets_none_and_a_colleague_does(session, bank):
    owner, colleague = (
        m.person for m in sorted(bank.members, key=lambda m: m.role is not OrganisationRole.OWNER)
    )
    choose_reminders(session, owner, False, at=NOON)
    assert (asked(session, day(182)), mails(session)[0].recipient) == (1, "els@example.org")

    choose_reminders(session, colleague, False, at=NOON)

    assert asked(session, day(400)) == 0


def test_what_was_confirmed_is_not_asked_about(session, bank):
    for statement in bank.statements:
        statement.confirmed_at = day(100)

    assert (asked(session, day(200)), asked(session, day(282))) == (0, 1)


def test_link_answers_for_its_own_organisation_until_it_is_withdrawn(session, bank):
    asked(session, day(182))
    token = link_in(mails(session)[0])
    renewal = renewal_of(session, token, at=day(183))

    answer_by_link(session, renewal, bank.statements[1], StatementState.MET, at=day(183))
    confirm_all(session, renewal, at=day(183))

    assert [(one.state, one.confirmed_at) for one in bank.statements] == [
        (StatementState.OPEN, day(183)),
        (StatementState.MET, day(183)),
    ]
    revoke_links(session, bank, actor=SERVICE, at=day(184))
    with pytest.raises(RenewalLinkUnknown):
        renewal_of(session, token, at=day(184))


@pytest.mark.parametrize("token", ["", "raden", "x" * 5000])
def test_unknown_link_is_refused(session, bank, token):
    asked(session, day(182))

    with pytest.raises(RenewalLinkUnknown):
        renewal_of(session, token, at=day(183))


def test_link_ends_with_a_newer_one_with_its_owner_and_with_time(session, bank):
    asked(session, day(182))
    first = link_in(mails(session)[0])
    asked(session, day(364))
    second = link_in(mails(session)[1])

    with pytest.raises(RenewalLinkUnknown):
        renewal_of(session, first, at=day(365))
    with pytest.raises(RenewalLinkUnknown):
        renewal_of(session, second, at=day(364) + LINK_LIFETIME)
    bank.members.remove(next(m for m in bank.members if m.person.email == "joke@example.org"))
    session.flush()
    with pytest.raises(RenewalLinkUnknown):
        renewal_of(session, second, at=day(365))


def test_unanswered_is_set_aside_and_everyone_is_told(session, bank):
    asked(session, day(364))
    assert set_aside(session, day(393)) == 0

    assert set_aside(session, day(394)) == 2

    assert [one.set_aside_at for one in bank.statements] == [day(394)] * 2
    assert [m.recipient for m in mails(session)[1:]] == ["joke@example.org", "els@example.org"]
    assert set_aside(session, day(395)) == 0
    assert asked(session, day(600)) == 0


def test_nothing_is_set_aside_without_having_asked(session, bank):
    assert set_aside(session, day(1000)) == 0
    asked(session, day(1000))
    assert (set_aside(session, day(1029)), set_aside(session, day(1030))) == (0, 2)


def test_an_organisation_without_people_keeps_taking_part(session):
    an_organisation(session, "Uit een boek", needs=("tijd",))

    assert (asked(session, day(500)), set_aside(session, day(1000))) == (0, 0)


def test_only_the_hash_of_a_link_is_kept_once_the_mail_has_gone(session, bank):
    asked(session, day(182))
    mail = mails(session)[0]
    token = link_in(mail)

    note_sent(session, mail.id, at=day(182))

    row = session.scalars(select(Renewal)).one()
    assert (mail.body, token in row.link_hash, row.kind) == ("", False, RenewalKind.ASK)
