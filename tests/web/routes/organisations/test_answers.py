import pytest

from models.board import AnswerState
from models.organisation import OrganisationMember, OrganisationRole
from tests.builders import a_person, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.board import AnswerDraft, answer
from web.clock import now


class Pair:
    """Two organisations with an answer of the second to the first, and browsers of both and of a third."""

    def __init__(self, session, signed_in):
        people = [a_person(session, f"{name}@example.org") for name in ("joke", "piet", "els")]
        self.bank, self.store, self.oak = (
            an_organisation(
                session,
                name,
                needs=("koeling",),
                members=[OrganisationMember(person=person, role=OrganisationRole.OWNER)],
            )
            for name, person in zip(("Voedselbank", "Koelhuis", "De Eik"), people, strict=True)
        )
        self.given = answer(
            session,
            self.bank.statements[0],
            self.store,
            AnswerDraft("Wij hebben plaats.", shares_email=True),
            actor=Actor(person_id=people[1].id),
            base_url="",
            at=now(),
        )
        self.of_bank, self.of_store, self.of_oak = (signed_in(person) for person in people)


@pytest.fixture
def pair(session, signed_in):
    return Pair(session, signed_in)


def address(organisation, given=None):
    return f"/organisaties/{organisation.id}/antwoorden" + (f"/{given.id}" if given else "")


def test_both_see_the_answer_and_what_was_shared(pair):
    pages = [pair.of_bank.get(address(pair.bank)).text, pair.of_store.get(address(pair.store)).text]

    assert [("Wij hebben plaats." in page, "piet@example.org" in page) for page in pages] == [
        (True, True)
    ] * 2
    assert "joke@example.org" not in pages[1].replace("Ingelogd als", "")
    assert "Berichten (1 wacht)" in pair.of_bank.get(f"/organisaties/{pair.bank.id}/profiel").text


@pytest.mark.parametrize(
    ("word", "state"), [("opgepakt", AnswerState.TAKEN_UP), ("niet", AnswerState.DECLINED)]
)
def test_both_can_say_what_came_of_it(pair, word, state):
    pair.of_bank.post(address(pair.bank, pair.given), data={"besluit": word})
    by_receiver = pair.given.state
    pair.of_store.post(address(pair.store, pair.given), data={"besluit": "niet"})

    assert (by_receiver, pair.given.state) == (state, AnswerState.DECLINED)


def test_unknown_decision_is_refused(pair):
    answer_ = pair.of_bank.post(address(pair.bank, pair.given), data={"besluit": "waiting"})

    assert (answer_.status_code, pair.given.state) == (400, AnswerState.WAITING)


def test_a_third_organisation_sees_and_decides_nothing(pair):
    answers = [
        pair.of_oak.get(address(pair.bank)),
        pair.of_oak.post(address(pair.bank, pair.given), data={"besluit": "niet"}),
        pair.of_oak.post(address(pair.oak, pair.given), data={"besluit": "niet"}),
    ]

    assert [(one.status_code, "Wij hebben plaats." in one.text) for one in answers] == [(404, False)] * 3
    assert pair.given.state is AnswerState.WAITING
    assert "Wij hebben plaats." not in pair.of_oak.get(address(pair.oak)).text
