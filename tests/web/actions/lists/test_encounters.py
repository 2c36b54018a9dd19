"""Whoever met says so with one tap; two sides make one pair, and what is private stays private."""

from datetime import UTC, datetime

import pytest

from models.encounter import Encounter, ListStance, Stance
from models.exchange import load_rules
from models.queries.encounters import MetPair, met_pairs
from models.queries.seating import load_apart
from tests.builders import NOON, a_registration, an_organisation
from tests.town import Town
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.accounts.own_data import own_data
from web.actions.actor import Actor
from web.actions.lists.encounters import (
    MeetingStage,
    NotYetError,
    PaperLine,
    PartnerUnknownError,
    Said,
    Word,
    said_by,
    say,
    stage_of,
    write_down,
)

pytestmark = pytest.mark.both_databases

THAT_DAY = datetime(2026, 4, 1, 12, 30, tzinfo=UTC)
LATER = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def town(session):
    return Town(session)


def tell(town, sayer, partner_id, word, *, taken_back=False, at=THAT_DAY):
    guest = town.guests[sayer.id]
    actor = Actor(registration_id=guest.id)
    say(town.session, guest, partner_id, word, taken_back=taken_back, actor=actor, at=at)


def test_both_sides_make_one_pair_with_who_said_what_first(town):
    tell(town, town.library, town.bank.id, Word.MET, at=LATER)
    tell(town, town.bank, town.library.id, Word.AGREED)

    assert met_pairs(town.session, town.meeting.id) == (
        MetPair(
            first_id=town.bank.id,
            second_id=town.library.id,
            met_by=(town.bank.id, town.library.id),
            agreed_by=(town.bank.id,),
            met_at=THAT_DAY,
            agreed_at=THAT_DAY,
        ),
    )


def test_an_agreement_says_that_they_met_and_goes_when_they_did_not(town):
    tell(town, town.bank, town.library.id, Word.AGREED)
    assert said_by(town.session, town.guests[town.bank.id])[town.library.id] == Said(met=True, agreed=True)

    tell(town, town.bank, town.library.id, Word.MET, taken_back=True)

    assert dict(said_by(town.session, town.guests[town.bank.id])) == {}
    assert town.session.query(Encounter).count() == 0


def test_saying_it_twice_is_saying_it_once(town):
    for _ in range(2):
        tell(town, town.bank, town.library.id, Word.MET)
        tell(town, town.bank, town.library.id, Word.KNOWN)

    assert (town.session.query(Encounter).count(), town.session.query(ListStance).count()) == (1, 1)


@pytest.mark.parametrize("which", ["own", "absent", "unknown"])
def test_nothing_is_said_of_who_never_came(town, which):
    absent = an_organisation(town.session, "Nooit Aangemeld")
    chosen = {"own": town.bank.id, "absent": absent.id, "unknown": 99_999}[which]

    with pytest.raises(PartnerUnknownError):
        tell(town, town.bank, chosen, Word.MET)


def test_nobody_has_met_before_the_day(town):
    with pytest.raises(NotYetError):
        tell(town, town.bank, town.library.id, Word.MET, at=NOON)


def test_a_partner_who_cancelled_at_the_last_moment_can_have_been_met(town):
    town.cancel(town.library)

    tell(town, town.bank, town.library.id, Word.MET)

    assert said_by(town.session, town.guests[town.bank.id])[town.library.id].met


def test_a_wish_is_shown_to_the_other_only_when_it_is_shared(town):
    tell(town, town.bank, town.library.id, Word.WANTED, at=NOON)
    assert dict(said_by(town.session, town.guests[town.library.id])) == {}

    tell(town, town.library, town.bank.id, Word.WANTED, at=NOON)

    shared = Said(Stance.WANTED, wanted_too=True)
    assert said_by(town.session, town.guests[town.library.id]) == {town.bank.id: shared}


def test_the_last_stance_counts_and_can_be_taken_back(town):
    tell(town, town.bank, town.library.id, Word.WANTED, at=NOON)
    tell(town, town.bank, town.library.id, Word.DECLINED, at=NOON)
    assert said_by(town.session, town.guests[town.bank.id]) == {town.library.id: Said(Stance.DECLINED)}

    tell(town, town.bank, town.library.id, Word.DECLINED, taken_back=True, at=NOON)

    assert dict(said_by(town.session, town.guests[town.bank.id])) == {}


def test_the_next_run_knows_who_is_known_and_who_is_declined(town):
    ids = sorted(town.guests)
    tell(town, town.bank, town.library.id, Word.KNOWN, at=NOON)
    tell(town, town.school, town.bank.id, Word.DECLINED, at=NOON)
    tell(town, town.library, town.school.id, Word.MET)

    rules = load_rules(town.session, town.meeting, ids)

    declined = frozenset({(town.bank.id, town.school.id)})
    assert (rules.forbidden, load_apart(town.session, town.meeting.id, ids)) == (declined, declined)
    assert rules.acquainted == {(town.bank.id, town.library.id), (town.library.id, town.school.id)}


def test_paper_adds_what_is_new_and_takes_nothing_away(town):
    guest, actor = town.guests[town.bank.id], Actor(person_id=town.organiser.id)
    tell(town, town.bank, town.library.id, Word.AGREED)
    lines = [
        PaperLine(town.library.id, met=True, agreed=False),
        PaperLine(town.school.id, met=True, agreed=True, useful=False),
    ]

    counts = [write_down(town.session, guest, lines, actor=actor, at=LATER) for _ in range(2)]

    assert counts == [1, 0]
    assert said_by(town.session, guest) == {
        town.library.id: Said(met=True, agreed=True),
        town.school.id: Said(met=True, agreed=True, useful=False),
    }


def test_two_persons_of_one_organisation_count_as_one(town):
    second = a_registration(town.session, town.meeting, town.bank, 2)
    actor = Actor(registration_id=second.id)
    tell(town, town.bank, town.library.id, Word.MET)
    say(town.session, second, town.library.id, Word.MET, taken_back=False, actor=actor, at=THAT_DAY)

    pairs = met_pairs(town.session, town.meeting.id)

    assert [(pair.first_id, pair.second_id, pair.met_by) for pair in pairs] == [
        (town.bank.id, town.library.id, (town.bank.id,))
    ]


def test_what_was_said_beforehand_is_forgotten_with_the_name_and_the_meeting_stays(town):
    guest = town.guests[town.bank.id]
    tell(town, town.bank, town.library.id, Word.DECLINED, at=NOON)
    tell(town, town.bank, town.school.id, Word.MET)

    forget_attendees(town.session, [guest])

    assert said_by(town.session, guest) == {town.school.id: Said(met=True)}


def test_own_data_tell_what_was_said(town):
    person = town.bank.members[0].person
    town.guests[town.bank.id].email = person.email
    tell(town, town.bank, town.library.id, Word.DECLINED, at=NOON)
    tell(town, town.bank, town.school.id, Word.USELESS)

    (attendance,) = own_data(town.session, person).attendances

    assert attendance.said == (("Bibliotheek", "declined"), ("School", "useless"))


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), MeetingStage.BEFORE),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), MeetingStage.DAY),
        (datetime(2026, 4, 1, 14, 59, tzinfo=UTC), MeetingStage.DAY),
        (datetime(2026, 4, 1, 15, 0, tzinfo=UTC), MeetingStage.AFTER),
    ],
)
def test_the_day_begins_at_midnight_in_the_netherlands(town, at, stage):
    assert stage_of(town.meeting, at) is stage
