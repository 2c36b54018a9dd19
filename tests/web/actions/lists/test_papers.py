"""All lists of a meeting stand in one file, which is made once and kept for a week."""

from datetime import timedelta

import pytest

from models.job import Job, JobState
from models.paper import ListFile
from models.person import Language
from tests.builders import NOON, a_registration
from tests.town import Town
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.actor import Actor
from web.actions.lists.papers import (
    NothingToPrintError,
    clean_files,
    file_of,
    is_busy,
    keep_file,
    papers_of,
    request_file,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(town.bank, town.library)
    return town


def ask(town, *, large=False, at=NOON):
    actor = Actor(person_id=town.organiser.id)
    return request_file(town.session, town.meeting, language=Language.DUTCH, large=large, actor=actor, at=at)


def test_everyone_who_comes_has_a_sheet_of_their_own(town):
    second = a_registration(town.session, town.meeting, town.bank, 2)
    town.publish()

    papers = papers_of(town.session, town.meeting)

    guests = town.guests
    assert [paper.registration_id for paper in papers] == [
        guests[town.library.id].id,
        guests[town.school.id].id,
        guests[town.bank.id].id,
        second.id,
    ]
    assert papers[2].match_list is papers[3].match_list


def test_asking_twice_makes_one_file_and_other_letters_make_another(town):
    town.publish()

    first, same, large = ask(town), ask(town), ask(town, large=True)

    assert first is same
    assert (large.id, large.large, large.people) == (town.session.query(ListFile.id).scalar(), True, 3)


def test_a_failed_file_is_asked_for_anew(town):
    town.publish()
    first = ask(town)
    town.session.get_one(Job, first.job_id).state = JobState.FAILED
    town.session.flush()

    assert not is_busy(first)
    assert is_busy(ask(town))


def test_without_published_lists_there_is_nothing_to_print(town):
    with pytest.raises(NothingToPrintError):
        ask(town)


def test_what_was_made_for_a_file_that_is_no_longer_wanted_is_thrown_away(town):
    town.publish()
    file = ask(town)
    town.session.expunge(file)
    ask(town, large=True, at=NOON + timedelta(seconds=1))

    assert not keep_file(town.session, file, b"%PDF", at=NOON)


def test_a_file_goes_after_a_week_and_when_someone_in_it_is_forgotten(town):
    town.publish()
    keep_file(town.session, ask(town), b"%PDF", at=NOON)
    assert clean_files(town.session, at=NOON + timedelta(days=6)) == 0
    assert clean_files(town.session, at=NOON + timedelta(days=7)) == 1
    keep_file(town.session, ask(town), b"%PDF", at=NOON)

    forget_attendees(town.session, [town.guests[town.bank.id]])

    assert file_of(town.session, town.meeting.id) is None
