"""Published versions: how each differs from the one before, and what publishing now would change."""

import pytest

from matcher.review import RefusalReason
from models.queries.proposals import latest_run
from tests.builders import NOON, a_run
from tests.town import Town
from web.actions.actor import Actor
from web.actions.lists.versions import VersionChange, upcoming_change, versions_of
from web.actions.proposals.review import refuse
from web.actions.proposals.shifts import Changed

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Town(session)


def changes(session, town):
    return [(one.publication.number, one.change) for one in versions_of(session, town.meeting)]


def test_before_anything_is_published_there_is_nothing_to_compare(session, town):
    town.approve(town.bank, town.library)

    assert versions_of(session, town.meeting) == ()
    assert upcoming_change(session, town.meeting) is None


def test_the_first_version_has_none_before_it(session, town):
    town.approve(town.bank, town.library)
    town.publish()

    (version,) = versions_of(session, town.meeting)

    assert (version.publication.number, version.publisher, version.change) == (1, town.organiser.name, None)
    assert upcoming_change(session, town.meeting) == VersionChange((), 0, 0)


def test_a_version_tells_for_each_organisation_whom_it_gains_and_loses(session, town):
    gone = town.approve(town.bank, town.library)
    town.publish()
    refuse(session, gone, RefusalReason.OTHER, actor=Actor(person_id=town.organiser.id), at=NOON)
    town.approve(town.bank, town.school)
    expected = VersionChange(
        changed=(
            Changed("Bibliotheek", gains=(), loses=("Voedselbank",), before=1, after=0),
            Changed("School", gains=("Voedselbank",), loses=(), before=0, after=1),
            Changed("Voedselbank", gains=("School",), loses=("Bibliotheek",), before=1, after=1),
        ),
        came=1,
        went=1,
    )

    assert upcoming_change(session, town.meeting) == expected
    town.publish(hours=1)
    assert changes(session, town) == [(2, expected), (1, None)]


def test_the_same_meetings_in_a_new_run_are_no_change(session, town):
    town.approve(town.bank, town.library)
    town.publish()
    town.run = a_run(session, town.meeting)
    town.approve(town.bank, town.library)

    assert latest_run(session, town.meeting.id) is town.run
    assert upcoming_change(session, town.meeting) == VersionChange((), 0, 0)
