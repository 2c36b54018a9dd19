from datetime import timedelta

import pytest
from sqlalchemy import select

from models.board import AnswerState
from models.message import Message
from models.organisation import OrganisationMember, OrganisationRole
from models.queries.board import BoardSearch, answers_received, answers_sent, count_waiting
from tests.builders import NOON, a_person, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.board import (
    MOST_ANSWERS,
    NOTICES_PER_PAGE,
    AnswerDraft,
    AnswerWaitsError,
    NotToBeAnsweredError,
    TooManyAnswersError,
    answer,
    answer_of,
    decide_answer,
    open_board,
)

BASE_URL = "https://onverwacht.example"
PLAIN = AnswerDraft("Wij hebben plaats.")


class Street:
    """A food bank that needs cooling, and a cold store that answers."""

    def __init__(self, session):
        self.session = session
        self.joke, self.piet = a_person(session, "joke@example.org"), a_person(session, "piet@example.org")
        self.bank = self.organisation("Voedselbank", self.joke, needs=("koeling", "busje"))
        self.store = self.organisation("Koelhuis", self.piet, phone="0612")
        self.actor = Actor(person_id=self.piet.id, edits=frozenset({self.store.id}))

    def organisation(self, name, person, needs=(), phone=""):
        member = OrganisationMember(person=person, role=OrganisationRole.OWNER, name=person.name, phone=phone)
        return an_organisation(self.session, name, needs=needs, members=[member])

    def answer(self, statement, draft=PLAIN, at=NOON):
        told = {"actor": self.actor, "base_url": BASE_URL, "at": at}
        return answer(self.session, statement, self.store, draft, **told)

    def decide(self, given, state, by):
        told = {"actor": self.actor, "base_url": BASE_URL, "at": NOON}
        decide_answer(self.session, given, state, by=by.id, **told)

    def mails(self):
        return self.session.scalars(select(Message).order_by(Message.id)).all()


@pytest.fixture
def street(session):
    return Street(session)


def test_answer_goes_to_the_contact_and_gives_no_address_away(session, street):
    given = street.answer(street.bank.statements[0])

    (mail,) = street.mails()
    assert mail.recipient == "joke@example.org"
    assert "Wij hebben plaats." in mail.body
    assert ["Piet" in mail.body, "piet@example.org" in mail.body, "0612" in mail.body] == [False] * 3
    assert (given.sender_name, given.sender_email, given.sender_phone) == ("", "", "")


def test_answer_takes_along_only_what_the_sender_agreed_to(session, street):
    given = street.answer(
        street.bank.statements[0], AnswerDraft("Bel mij.", shares_name=True, shares_phone=True)
    )

    body = street.mails()[0].body
    assert (given.sender_name, given.sender_email, given.sender_phone) == ("Piet", "", "0612")
    assert ["Piet" in body, "0612" in body, "piet@example.org" in body] == [True, True, False]


def test_both_organisations_see_an_answer_and_no_third(session, street):
    given, third = street.answer(street.bank.statements[0]), an_organisation(session, "De Eik")

    seen = [answer_of(session, one.id, given.id) for one in (street.bank, street.store, third)]

    assert seen == [given, given, None]
    assert (
        list(answers_received(session, street.bank.id)),
        list(answers_sent(session, street.store.id)),
    ) == (
        [given],
        [given],
    )
    assert (count_waiting(session, street.bank.id), count_waiting(session, street.store.id)) == (1, 0)


def test_a_second_answer_waits_for_a_decision_on_the_first(session, street):
    given = street.answer(street.bank.statements[0])
    with pytest.raises(AnswerWaitsError):
        street.answer(street.bank.statements[0])

    street.decide(given, AnswerState.DECLINED, by=street.bank)

    assert street.answer(street.bank.statements[0]).id != given.id


def test_the_other_one_hears_of_a_decision_once(session, street):
    given = street.answer(street.bank.statements[0])

    for _ in range(2):
        street.decide(given, AnswerState.TAKEN_UP, by=street.bank)
    street.decide(given, AnswerState.DECLINED, by=street.store)

    assert [mail.recipient for mail in street.mails()[1:]] == ["piet@example.org", "joke@example.org"]
    assert "Voedselbank gaat hiermee verder." in street.mails()[1].body


def test_who_objected_to_mail_finds_the_answer_on_the_site_alone(session, street):
    street.joke.stops_mail = True

    given = street.answer(street.bank.statements[0])

    assert street.mails() == []
    assert answers_received(session, street.bank.id) == [given]


def test_an_organisation_can_answer_only_so_often_in_a_day(session, street):
    needs = tuple(f"vraag {number}" for number in range(MOST_ANSWERS + 1))
    many = street.organisation("Veel", a_person(session, "veel@example.org"), needs=needs)
    for statement in many.statements[:MOST_ANSWERS]:
        street.answer(statement)

    with pytest.raises(TooManyAnswersError):
        street.answer(many.statements[MOST_ANSWERS])

    assert street.answer(many.statements[MOST_ANSWERS], at=NOON + timedelta(days=1, seconds=1))


def test_nobody_to_write_to_and_oneself_cannot_be_answered(session, street):
    silent = an_organisation(session, "Uit een boek", needs=("tijd",))
    own = street.organisation("Zelf", street.piet, needs=("hulp",))
    street.store = own
    with pytest.raises(NotToBeAnsweredError):
        street.answer(own.statements[0])
    with pytest.raises(NotToBeAnsweredError):
        street.answer(silent.statements[0])

    assert street.mails() == []


def test_open_board_turns_pages_and_knows_its_end(session):
    needs = tuple(f"vraag {number}" for number in range(NOTICES_PER_PAGE + 1))
    an_organisation(session, "Veel", needs=needs)

    pages = [open_board(session, BoardSearch(), number) for number in (1, 2, 99, -5)]

    assert [(len(page.notices), page.number, page.pages, page.total) for page in pages] == [
        (20, 1, 2, 21),
        (1, 2, 2, 21),
        (1, 2, 2, 21),
        (20, 1, 2, 21),
    ]
