"""Three answers, none of them needed; organisers see counts and quotes, nobody's name."""

import pytest

from models.feedback import Feedback, Worth
from tests.meeting_day import MeetingDay
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.actor import Actor
from web.actions.lists.encounters import NotYetError
from web.actions.lists.feedback import FeedbackDraft, Opinions, give_feedback, opinion_of, opinions_at

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return MeetingDay(session)


def give(town, organisation, *, met_new=None, worth=None, advice=""):
    guest = town.guests[organisation.id]
    draft, actor = FeedbackDraft(met_new, worth, advice), Actor(registration_id=guest.id)
    give_feedback(town.session, guest, draft, actor=actor, at=town.at)


def test_answers_are_counted_and_quoted_without_names(town):
    give(town, town.bank, met_new=True, worth=Worth.MUCH, advice="Meer koffie")
    give(town, town.library, met_new=False, worth=Worth.MUCH)
    give(town, town.school, advice="Minder koffie")

    assert opinions_at(town.session, town.meeting) == Opinions(
        answered=3,
        met_new=1,
        met_nobody_new=1,
        worth={Worth.MUCH: 2},
        quotes=("Meer koffie", "Minder koffie"),
    )


def test_the_last_answers_count_and_none_at_all_leave_nothing(town):
    give(town, town.bank, worth=Worth.NOTHING)
    give(town, town.bank, worth=Worth.SOME)
    assert opinion_of(town.session, town.guests[town.bank.id]) == ("some",)

    give(town, town.bank)

    assert town.session.query(Feedback).count() == 0


def test_nobody_has_an_opinion_before_the_day(town):
    town.tomorrow()

    with pytest.raises(NotYetError):
        give(town, town.bank, worth=Worth.MUCH)


def test_words_are_forgotten_with_the_name_and_the_counts_stay(town):
    give(town, town.bank, met_new=True, advice="Meer koffie")
    give(town, town.library, advice="Alleen woorden")

    forget_attendees(town.session, list(town.guests.values()))
    town.session.expire_all()

    found = opinions_at(town.session, town.meeting)
    assert (found.answered, found.met_new, found.quotes) == (1, 1, ())
