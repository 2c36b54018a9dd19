import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.membership import DecisionLink, JoinState
from models.message import Message, MessageKind
from models.organisation import OrganisationRole
from tests.builders import NOON, a_member, a_person, a_region, an_organisation, an_organiser
from web.actions.actor import Actor
from web.actions.organisations.invitations import AlreadyMember
from web.actions.organisations.joining import (
    LINK_LIFETIME,
    MOST_REQUESTS,
    REFUSED_FOR,
    AskedAlready,
    Asker,
    DecisionLinkNotUsable,
    NobodyDecides,
    RequestDecided,
    TooManyRequests,
    ask_to_join,
    decide,
    recent_requests,
    request_of_link,
    withdraw_request,
)

pytestmark = pytest.mark.both_databases
BASE = "http://localhost"


@pytest.fixture
def organisation(session):
    a_region(session, "AM06", "GM0232")
    return an_organisation(session, "De Linde", municipality_code="GM0232")


@pytest.fixture
def joke(session, organisation):
    return a_member(session, organisation, "joke@example.org", "owner")


@pytest.fixture
def ans(session):
    person = a_person(session, "ans@example.org")
    person.name = ""
    return person


@pytest.fixture
def ask(session, organisation, ans):
    def ask(at=NOON, to=organisation):
        return ask_to_join(session, to, Asker(ans, "Ans", "balie"), base_url=BASE, at=at)

    return ask


def answer(session, request, person, *, accept, at=NOON):
    actor = Actor(person_id=person.id)
    return decide(session, request.id, accept=accept, base_url=BASE, actor=actor, at=at)


def mails(session) -> list[tuple[str, MessageKind]]:
    return [(m.recipient, m.kind) for m in session.scalars(select(Message).order_by(Message.id))]


def token_in_mail(session) -> str:
    body = session.scalars(select(Message.body).order_by(Message.id.desc())).first()
    return re.search(r"/verzoek/(\S+)", body)[1]


def test_every_owner_gets_a_link_and_editors_get_none(session, organisation, joke, ask):
    a_member(session, organisation, "rob@example.org", "owner")
    a_member(session, organisation, "els@example.org")

    ask()

    assert mails(session) == [
        ("joke@example.org", MessageKind.JOIN_REQUEST),
        ("rob@example.org", MessageKind.JOIN_REQUEST),
    ]


def test_owner_who_wants_no_mail_gets_none(session, joke, ask):
    joke.stops_mail = True

    assert (ask().state, mails(session)) == (JoinState.ASKED, [])


def test_without_an_owner_the_organisers_of_the_region_are_asked(session, organisation, ask):
    a_region(session, "AM08", "GM0363")
    an_organiser(session)
    an_organiser(session, "elders@example.org", "AM08")

    ask()

    assert mails(session) == [("organisator@example.org", MessageKind.JOIN_REQUEST)]


def test_where_nobody_could_answer_nothing_is_asked(session, ask):
    with pytest.raises(NobodyDecides):
        ask()


def test_accepted_asker_is_an_editor_and_reads_it_in_a_mail(session, organisation, joke, ans, ask):
    request = answer(session, ask(), joke, accept=True)

    member = organisation.members[-1]
    assert (member.person_id, member.role, ans.name) == (ans.id, OrganisationRole.EDITOR, "Ans")
    assert (request.state, request.decided_by) == (JoinState.ACCEPTED, joke.id)
    assert mails(session)[-1] == ("ans@example.org", MessageKind.JOIN_ACCEPTED)


def test_first_to_join_an_organisation_without_owner_owns_it(session, organisation, ans, ask):
    organiser = an_organiser(session)

    answer(session, ask(), organiser, accept=True)

    (member,) = organisation.members
    assert (member.person_id, member.role) == (ans.id, OrganisationRole.OWNER)


def test_refused_asker_is_told_and_may_ask_again_after_a_month(session, organisation, joke, ask):
    answer(session, ask(), joke, accept=False)

    assert (mails(session)[-1][1], len(organisation.members)) == (MessageKind.JOIN_REFUSED, 1)
    with pytest.raises(AskedAlready):
        ask(at=NOON + REFUSED_FOR - timedelta(seconds=1))
    assert ask(at=NOON + REFUSED_FOR + timedelta(seconds=1)).state is JoinState.ASKED


def test_nobody_asks_twice_at_a_time(session, joke, ask):
    ask()

    with pytest.raises(AskedAlready):
        ask()


def test_member_does_not_ask(session, organisation, joke):
    with pytest.raises(AlreadyMember):
        ask_to_join(session, organisation, Asker(joke, "Joke"), base_url=BASE, at=NOON)


def test_sixth_organisation_of_a_day_waits_until_tomorrow(session, ask):
    others = [an_organisation(session, f"Ander {number}") for number in range(MOST_REQUESTS + 1)]
    for number, other in enumerate(others):
        a_member(session, other, f"eigenaar{number}@example.org", "owner")
    for other in others[:-1]:
        ask(to=other)

    with pytest.raises(TooManyRequests):
        ask(to=others[-1])


def test_second_decision_changes_nothing(session, organisation, joke, ask):
    request = answer(session, ask(), joke, accept=False)

    with pytest.raises(RequestDecided):
        answer(session, request, joke, accept=True)
    assert (request.state, len(organisation.members)) == (JoinState.REFUSED, 1)


def test_withdrawn_request_cannot_be_answered(session, joke, ans, ask):
    request = ask()
    withdraw_request(session, request.id, actor=Actor(person_id=ans.id), at=NOON)

    with pytest.raises(RequestDecided):
        answer(session, request, joke, accept=True)


def test_link_tells_who_asks_and_who_decides_until_it_is_too_old(session, joke, ask):
    request = ask()
    token = token_in_mail(session)

    assert request_of_link(session, token, at=NOON) == (request, joke)
    with pytest.raises(DecisionLinkNotUsable):
        request_of_link(session, token, at=NOON + LINK_LIFETIME)
    with pytest.raises(DecisionLinkNotUsable):
        request_of_link(session, "verzonnen", at=NOON)


def test_link_of_someone_who_is_no_owner_any_more_does_not_work(session, organisation, joke, ask):
    ask()
    a_member(session, organisation, "rob@example.org", "owner")
    organisation.members[0].role = OrganisationRole.EDITOR
    session.flush()

    with pytest.raises(DecisionLinkNotUsable):
        request_of_link(session, token_in_mail(session), at=NOON)


def test_links_are_stored_as_hashes_only(session, joke, ask):
    ask()

    assert token_in_mail(session) not in session.scalars(select(DecisionLink.token_hash)).all()


def test_recent_requests_keep_an_answer_for_a_month(session, joke, ans, ask):
    request = answer(session, ask(), joke, accept=False)

    assert list(recent_requests(session, ans.id, at=NOON + REFUSED_FOR - timedelta(1))) == [request]
    assert list(recent_requests(session, ans.id, at=NOON + REFUSED_FOR + timedelta(1))) == []
