import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.job import Job, JobName
from models.log import LogEntry
from models.message import Message, MessageKind, MessageState
from models.person import Language, Person, RegionOrganiser, SignInAttempt, SignInToken, UserSession
from tests.builders import NOON, a_person, a_region
from web.actions.accounts import sign_in
from web.actions.accounts.sign_in import LinkNotUsable, LinkRequest, TooManyLinks
from web.actions.actor import NOBODY, Actor

MINUTE = timedelta(minutes=1)
SITE = "https://onverwacht.example"


def _wish(email: str = "piet@example.org", **changes: object) -> LinkRequest:
    hashes = {"email_hash": f"hash of {email}", "network_hash": "hash of a network"}
    values = {"language": Language.DUTCH, **hashes}
    return LinkRequest(email, **{**values, **changes})


def _ask(session, wish: LinkRequest | None = None, at=NOON) -> Message:
    sign_in.request_link(session, wish or _wish(), base_url=SITE, at=at)
    session.flush()
    return session.scalars(select(Message).order_by(Message.id.desc())).first()


def _token(message: Message) -> str:
    return re.search(rf"{SITE}/aanmelden/link/(\S+)", message.body)[1]


def _enter(session, token: str, at=NOON) -> tuple[str, str]:
    return sign_in.open_session(session, token, language=Language.DUTCH, at=at)


def _actor(session, key: str, at=NOON) -> Actor:
    session.flush()
    return sign_in.load_actor(session, person_key=key, list_key="", at=at)


def test_request_link_sends_a_known_person_a_link(session):
    a_person(session, "piet@example.org")

    message = _ask(session, _wish(" Piet@Example.org "))

    assert (message.kind, message.recipient) == (MessageKind.SIGN_IN, "piet@example.org")
    assert message.state is MessageState.RELEASED
    assert message.subject == "Uw link om in te loggen bij Onverwacht"
    assert [job.name for job in session.scalars(select(Job))] == [JobName.SEND_MAIL]


def test_request_link_offers_a_stranger_a_start_without_making_an_account(session):
    message = _ask(session, _wish("nieuw@example.org"))

    assert message.subject == "Begin bij Onverwacht"
    assert "nog geen account" in message.body
    assert session.scalars(select(Person)).all() == []


def test_request_link_writes_in_the_language_of_the_page(session):
    assert _ask(session, _wish(language=Language.ENGLISH)).subject == "Start with Onverwacht"


def test_only_the_hash_of_a_token_is_stored(session):
    token = _token(_ask(session))

    [stored] = session.scalars(select(SignInToken))
    assert stored.token_hash == sign_in.hash_secret(token)
    assert len(token) >= 43  # 32 bytes in base64
    assert token not in stored.token_hash


def test_link_opens_a_session_of_the_person_and_leads_on(session):
    piet = a_person(session, "piet@example.org")
    a_region(session, "AM06")
    session.add(RegionOrganiser(person_id=piet.id, region_code="AM06"))

    key, next_path = _enter(session, _token(_ask(session, _wish(next_path="/regio/AM06"))))

    assert next_path == "/regio/AM06"
    assert _actor(session, key) == Actor(person_id=piet.id, organises=frozenset({"AM06"}), name="Piet")
    assert sign_in.hash_secret(key) in session.scalars(select(UserSession.key_hash)).all()
    [entry] = session.scalars(select(LogEntry).where(LogEntry.action == "signed_in"))
    assert (entry.person_id, entry.subject, entry.subject_id) == (piet.id, "person", str(piet.id))


def test_link_makes_an_account_for_a_stranger_when_it_is_used(session):
    key, _ = _enter(session, _token(_ask(session, _wish("nieuw@example.org"))))

    [person] = session.scalars(select(Person))
    assert (person.email, person.name, person.language) == ("nieuw@example.org", "", Language.DUTCH)
    assert _actor(session, key).name == "nieuw@example.org"


def test_looking_at_a_link_does_not_use_it_up(session):
    token = _token(_ask(session))

    for _ in range(3):
        sign_in.check_link(session, token, at=NOON)

    assert _enter(session, token)


def test_link_works_once(session):
    token = _token(_ask(session, _wish(next_path="/start")))
    _enter(session, token)

    with pytest.raises(LinkNotUsable) as refused:
        _enter(session, token)

    assert refused.value.next_path == "/start"
    assert len(session.scalars(select(UserSession)).all()) == 1


def test_link_works_for_ten_minutes(session):
    token = _token(_ask(session))

    sign_in.check_link(session, token, at=NOON + 9 * MINUTE)
    with pytest.raises(LinkNotUsable):
        _enter(session, token, at=NOON + 10 * MINUTE)


def test_link_that_nobody_was_sent_is_refused(session):
    with pytest.raises(LinkNotUsable):
        _enter(session, "made-up")


def test_session_ends_after_twelve_idle_hours(session):
    key, _ = _enter(session, _token(_ask(session)))

    assert _actor(session, key, at=NOON + timedelta(hours=11, minutes=59)) != NOBODY
    # that visit counts, so the twelve hours begin anew
    assert _actor(session, key, at=NOON + timedelta(hours=23)) != NOBODY
    assert _actor(session, key, at=NOON + timedelta(hours=35)) == NOBODY


def test_session_ends_after_thirty_days_however_busy(session):
    key, _ = _enter(session, _token(_ask(session)))
    for hour in range(0, 720, 11):
        assert _actor(session, key, at=NOON + timedelta(hours=hour)) != NOBODY

    assert _actor(session, key, at=NOON + timedelta(days=30)) == NOBODY


def test_withdrawn_session_is_nobody(session):
    key, _ = _enter(session, _token(_ask(session)))

    sign_in.end_session(session, key)

    assert _actor(session, key) == NOBODY


def test_sixth_link_for_one_address_in_a_quarter_of_an_hour_is_refused(session):
    for minute in range(5):
        _ask(session, _wish(), at=NOON + minute * MINUTE)

    with pytest.raises(TooManyLinks):
        _ask(session, _wish(), at=NOON + 14 * MINUTE)
    assert _ask(session, _wish("ans@example.org"), at=NOON + 14 * MINUTE)
    assert _ask(session, _wish(), at=NOON + 16 * MINUTE)


def test_one_network_cannot_ask_for_many_addresses(session):
    for number in range(sign_in.MOST_LINKS_PER_NETWORK):
        _ask(session, _wish(f"p{number}@example.org"))

    with pytest.raises(TooManyLinks):
        _ask(session, _wish("another@example.org"))


def test_attempts_and_tokens_are_forgotten_when_they_no_longer_count(session):
    _ask(session)

    _ask(session, _wish("ans@example.org"), at=NOON + timedelta(days=1))

    assert [token.email for token in session.scalars(select(SignInToken))] == ["ans@example.org"]
    assert len(session.scalars(select(SignInAttempt)).all()) == 2
