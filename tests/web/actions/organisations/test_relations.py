import pytest
from sqlalchemy import select

from models.log import LogEntry
from models.queries.relations import kept_apart, working_with
from tests.builders import NOON, a_person, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.relations import (
    OtherUnknownError,
    allow_again,
    end_work_with,
    find_others,
    keep_apart,
    work_with,
)


@pytest.fixture
def pair(session):
    return an_organisation(session, "Voedselbank De Raap"), an_organisation(session, "Deurwaarders Zacht")


@pytest.fixture
def told(session):
    return {"actor": Actor(person_id=a_person(session).id), "at": NOON}


def test_find_others_leaves_out_the_one_that_asks(session, pair):
    bank, bailiff = pair

    found = [
        [other.id for other in find_others(session, bank.id, name)]
        for name in ("zacht", "waarder", "raap", "")
    ]

    assert found == [[bailiff.id], [bailiff.id], [], []]


def test_keep_apart_again_changes_the_reason_and_allow_again_ends_it(session, pair, told):
    bank, bailiff = pair
    for reason in ("eerst", " daarna "):
        keep_apart(session, bank.id, bailiff.id, reason=reason, **told)
    rows = [(row.other_id, row.reason) for row in kept_apart(session, bank.id)]

    allow_again(session, bank.id, bailiff.id, **told)

    assert (rows, list(kept_apart(session, bank.id)), list(kept_apart(session, bailiff.id))) == (
        [(bailiff.id, "daarna")],
        [],
        [],
    )


def test_work_with_is_read_by_others_only_when_shared(session, pair, told):
    bank, bailiff = pair

    work_with(session, bank.id, bailiff.id, since=2019, shared=False, **told)
    unshared = list(working_with(session, bank.id, shared_only=True))
    work_with(session, bank.id, bailiff.id, since=2020, shared=True, **told)

    shared = [(row.other_id, row.since) for row in working_with(session, bank.id, shared_only=True)]
    assert (unshared, shared) == ([], [(bailiff.id, 2020)])
    end_work_with(session, bank.id, bailiff.id, **told)
    assert list(working_with(session, bank.id, shared_only=False)) == []


@pytest.mark.parametrize("other", ["self", "nobody"])
def test_only_another_known_organisation_can_be_named(session, pair, told, other):
    bank, _ = pair
    other_id = bank.id if other == "self" else 999

    with pytest.raises(OtherUnknownError):
        keep_apart(session, bank.id, other_id, reason="", **told)
    with pytest.raises(OtherUnknownError):
        work_with(session, bank.id, other_id, since=None, shared=False, **told)


def test_log_tells_neither_whom_nor_what(session, pair, told):
    bank, bailiff = pair

    keep_apart(session, bank.id, bailiff.id, reason="kanarie", **told)
    work_with(session, bank.id, bailiff.id, since=None, shared=False, **told)

    lines = session.execute(select(LogEntry.action, LogEntry.subject_id, LogEntry.detail)).all()
    assert lines == [("change_relations", str(bank.id), "")] * 2
