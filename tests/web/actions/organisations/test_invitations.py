import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.membership import Invitation
from models.message import Message
from models.organisation import Audience, OrganisationRole
from models.person import Language, Person
from tests.builders import NOON, a_member, a_person, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.invitations import (
    CLAIM_LIFETIME,
    INVITATION_LIFETIME,
    MOST_INVITATIONS,
    AlreadyMember,
    InvitationFault,
    InvitationNotUsable,
    Invited,
    MailStopped,
    TooManyInvitations,
    accept_invitation,
    find_invitation,
    invite,
    withdraw_invitation,
)

pytestmark = pytest.mark.both_databases

EDITOR, OWNER = OrganisationRole.EDITOR, OrganisationRole.OWNER
ELS = "els@example.org"


@pytest.fixture
def organisation(session):
    organisation = an_organisation(session, "De Linde")
    a_member(session, organisation, "joke@example.org", "owner")
    return organisation


@pytest.fixture
def actor(organisation):
    return Actor(person_id=organisation.members[0].person_id, name="Joke")


@pytest.fixture
def send(session, organisation, actor):
    def send(email=ELS, role=EDITOR, at=NOON, *, is_claim=False):
        wish = Invited(email, role, Language.DUTCH, is_claim=is_claim)
        invite(session, organisation, wish, base_url="http://localhost", actor=actor, at=at)
        body = session.scalars(select(Message.body).order_by(Message.id.desc())).first()
        return re.search(r"/uitnodiging/(\S+)", body)[1]

    return send


def accept(session, token, at=NOON):
    return accept_invitation(session, token, language=Language.DUTCH, at=at)


def fault_of(session, token, at=NOON) -> InvitationFault:
    with pytest.raises(InvitationNotUsable) as refusal:
        find_invitation(session, token, at=at)
    return refusal.value.fault


def test_invited_person_becomes_a_member_and_is_signed_in(session, organisation, send):
    key, organisation_id = accept(session, send())

    member = organisation.members[-1]
    assert (len(key) > 20, organisation_id) == (True, organisation.id)
    assert (member.person.email, member.role, member.is_contact) == (ELS, EDITOR, False)
    assert {member.name_for, member.email_for, member.phone_for} == {Audience.ORGANISERS}


def test_first_member_by_claim_owns_the_profile_and_comes_to_the_table(session, send, organisation):
    organisation.members.clear()
    session.flush()

    accept(session, send(role=OWNER, is_claim=True))

    (member,) = organisation.members
    assert (member.person.email, member.role, member.is_contact) == (ELS, OWNER, True)


def test_link_works_once(session, send):
    token = send()
    accept(session, token)

    assert fault_of(session, token) is InvitationFault.USED
    with pytest.raises(InvitationNotUsable):
        accept(session, token)


@pytest.mark.parametrize(
    ("is_claim", "lifetime"),
    [(False, INVITATION_LIFETIME), (True, CLAIM_LIFETIME)],
    ids=["invitation", "claim"],
)
def test_link_expires(session, send, is_claim, lifetime):
    token = send(is_claim=is_claim)

    assert find_invitation(session, token, at=NOON + lifetime - timedelta(seconds=1)).email == ELS
    assert fault_of(session, token, NOON + lifetime) is InvitationFault.EXPIRED


def test_made_up_link_is_unknown(session):
    assert fault_of(session, "verzonnen") is InvitationFault.UNKNOWN


def test_withdrawn_link_does_not_work_and_can_be_sent_again(session, organisation, actor, send):
    token = send()
    (invitation,) = session.scalars(select(Invitation))
    withdraw_invitation(session, organisation.id, invitation.id, actor=actor, at=NOON)
    session.expire_all()

    assert fault_of(session, token) is InvitationFault.WITHDRAWN
    assert find_invitation(session, send(), at=NOON).email == ELS


def test_newer_invitation_takes_the_place_of_the_older(session, send):
    old, new = send(), send(role=OWNER)
    session.expire_all()

    assert fault_of(session, old) is InvitationFault.WITHDRAWN
    assert find_invitation(session, new, at=NOON).role is OWNER


def test_withdrawing_touches_no_other_organisation(session, actor, send):
    token = send()
    (invitation,) = session.scalars(select(Invitation))
    withdraw_invitation(session, 9999, invitation.id, actor=actor, at=NOON)
    session.expire_all()

    assert find_invitation(session, token, at=NOON).email == ELS


def test_role_of_a_member_only_rises(session, organisation, send):
    editor, owner = send("later@example.org"), send(role=OWNER)
    accept(session, owner)
    els = organisation.members[-1]
    accept(session, editor)

    assert els.role is OWNER


def test_member_is_not_invited_again(session, send):
    with pytest.raises(AlreadyMember):
        send(" Joke@Example.org")


def test_member_is_invited_to_become_owner(session, organisation, send):
    els = a_member(session, organisation, ELS)

    accept(session, send(role=OWNER))

    assert [m.role for m in organisation.members if m.person_id == els.id] == [OWNER]


def test_twenty_first_invitation_of_a_day_waits_until_tomorrow(session, send):
    for number in range(MOST_INVITATIONS):
        send(f"mens{number}@example.org")

    with pytest.raises(TooManyInvitations):
        send("teveel@example.org")
    assert send("morgen@example.org", at=NOON + timedelta(days=1, seconds=1))


def test_someone_known_keeps_their_account(session, send):
    a_person(session, ELS)

    accept(session, send())

    assert session.scalar(select(func.count()).where(Person.email == ELS)) == 1


@pytest.mark.parametrize(("is_claim", "says"), [(True, "organiseert"), (False, "nodigt u uit")])
def test_mail_says_who_invites_and_to_what(session, send, is_claim, says):
    send(is_claim=is_claim)

    (message,) = session.scalars(select(Message))
    assert (message.recipient, "De Linde" in message.subject, says in message.body) == (ELS, True, True)


def test_someone_who_wants_no_mail_gets_none(session, send):
    a_person(session, ELS).stops_mail = True

    with pytest.raises(MailStopped):
        send()
    assert session.scalars(select(Message)).all() == []
