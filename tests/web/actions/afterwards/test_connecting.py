"""The picture and the table of who connects sectors come from all meetings of a region, and of no other."""

import pytest

from matcher.review import ReviewState
from tests.builders import a_region
from tests.meeting_day import MeetingDay
from web.actions.actor import Actor
from web.actions.afterwards.connecting import connections_in
from web.actions.lists.encounters import Word, say


@pytest.fixture
def town(session):
    return MeetingDay(session)


def tell(town, organisation, partner, word):
    guest, actor = town.guests[organisation.id], Actor()
    say(town.session, guest, partner.id, word, taken_back=False, actor=actor, at=town.at)


def test_who_spoke_is_a_line_and_other_sectors_are_counted(session, town):
    tell(town, town.bank, town.library, Word.AGREED)
    tell(town, town.bank, town.school, Word.MET)
    tell(town, town.library, town.school, Word.MET)

    found = connections_in(session, "AM06", focus=town.school.id)

    lines = [
        (
            one.organisation.name,
            one.partners,
            [each.slug for each in one.sectors],
            len(one.agreed),
            len(one.alone),
        )
        for one in found.lines
    ]
    assert lines == [
        ("Voedselbank", 2, ["education"], 1, 1),
        ("Bibliotheek", 2, ["volunteers"], 1, 0),
        ("School", 2, ["volunteers"], 0, 0),
    ]
    ties = {tie.names: (tie.state, tie.in_focus) for tie in found.picture.ties}
    assert ties == {
        ("Voedselbank", "Bibliotheek"): (ReviewState.APPROVED, False),
        ("Voedselbank", "School"): (ReviewState.PROPOSED, True),
        ("Bibliotheek", "School"): (ReviewState.PROPOSED, True),
    }


def test_another_region_has_its_own(session, town):
    a_region(session, "AM08")
    tell(town, town.bank, town.library, Word.MET)

    found = connections_in(session, "AM08")

    assert (found.lines, found.picture.ties, found.picture.nodes) == ((), (), ())
