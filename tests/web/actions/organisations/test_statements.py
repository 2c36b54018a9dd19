from datetime import timedelta

import pytest

from matcher.profiles import StatementRole
from models.organisation import StatementState
from models.renewal import ChangeWay
from tests.builders import NOON, a_person, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.statements import (
    Helper,
    StandsAlreadyError,
    Terms,
    TooManyStatementsError,
    change_state,
    confirm,
    history_of,
    show_on_board,
    statement_of,
    tell_helper,
)

LATER = NOON + timedelta(days=3)


@pytest.fixture
def bank(session):
    return an_organisation(session, "Voedselbank", offers=("eten",), needs=("koeling",))


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session).id)


def test_statement_of_another_organisation_is_not_found(session, bank):
    other = an_organisation(session, "De Eik")

    assert statement_of(session, other.id, bank.statements[0].id) is None
    assert statement_of(session, bank.id, bank.statements[0].id) is bank.statements[0]


@pytest.mark.parametrize(
    ("state", "stands", "matches"),
    [
        (StatementState.OPEN, True, True),
        (StatementState.BEING_MET, True, True),
        (StatementState.MET, False, False),
        (StatementState.WITHDRAWN, False, False),
    ],
)
def test_change_state_decides_what_stands_and_takes_part(session, bank, actor, state, stands, matches):
    need = bank.statements[1]

    change_state(session, need, state, actor=actor, at=LATER)

    assert (bool(bank.statements_in(StatementRole.NEED)), bool(bank.matchable_in(StatementRole.NEED))) == (
        stands,
        matches,
    )
    assert need.confirmed_at == LATER


def test_change_state_leaves_a_history_with_who_helped(session, bank, actor):
    need, helper = bank.statements[1], an_organisation(session, "Koelhuis")

    change_state(session, need, StatementState.MET, actor=actor, at=NOON)
    tell_helper(session, need, Helper(helper.id), actor=actor, at=LATER)
    change_state(session, need, StatementState.OPEN, actor=actor, at=LATER, way=ChangeWay.LINK)

    lines = [(row.before, row.after, row.met_by_id, row.way) for row in history_of(session, need.id)]
    assert lines == [
        (StatementState.MET, StatementState.OPEN, None, ChangeWay.LINK),
        (StatementState.MET, StatementState.MET, helper.id, ChangeWay.PAGE),
        (StatementState.OPEN, StatementState.MET, None, ChangeWay.PAGE),
    ]
    assert (need.met_by_id, need.met_by_name) == (None, "")


def test_tell_helper_takes_free_words(session, bank, actor):
    need = bank.statements[1]

    tell_helper(session, need, Helper(name=" een buurman "), actor=actor, at=LATER)

    assert (need.met_by_id, need.met_by_name) == (None, "een buurman")


def test_the_same_state_again_confirms_and_writes_no_history(session, bank, actor):
    need = bank.statements[1]

    change_state(session, need, StatementState.OPEN, actor=actor, at=LATER)

    assert (need.confirmed_at, list(history_of(session, need.id))) == (LATER, [])


def test_confirm_lets_what_was_set_aside_take_part_again(session, bank, actor):
    need = bank.statements[1]
    need.set_aside_at = NOON
    assert bank.matchable_in(StatementRole.NEED) == []

    confirm(session, [need], actor=actor, at=LATER)

    assert bank.matchable_in(StatementRole.NEED) == [need]


def test_a_sixth_cannot_stand_again(session, actor):
    bank = an_organisation(session, "Voedselbank", needs=tuple("abcdef"))
    sixth = bank.statements[5]
    sixth.state = StatementState.MET

    with pytest.raises(TooManyStatementsError):
        change_state(session, sixth, StatementState.OPEN, actor=actor, at=LATER)


def test_the_same_words_cannot_stand_twice(session, actor):
    bank = an_organisation(session, "Voedselbank", needs=("koeling", "koeling"))
    bank.statements[1].state = StatementState.WITHDRAWN

    with pytest.raises(StandsAlreadyError):
        change_state(session, bank.statements[1], StatementState.OPEN, actor=actor, at=LATER)


def test_show_on_board_keeps_a_statement_off(session, bank, actor):
    show_on_board(session, bank.statements[0], False, actor=actor, at=LATER)

    assert [one.on_board for one in bank.statements] == [False, True]


def test_terms_count_back_from_the_period():
    terms = Terms(timedelta(days=182))

    assert [
        (NOON - moment).days for moment in (terms.asked_before(NOON), terms.unconfirmed_before(NOON))
    ] == [
        182,
        212,
    ]
    assert (NOON - terms.aside_before(NOON)).days == 394
