"""An organiser sees who met, how often it was of use, and what was said beforehand."""

import pytest

from models.encounter import Stance
from tests.meeting_day import MeetingDay
from web.actions.actor import Actor
from web.actions.lists.encounter_list import Encounters, ShownPair, ShownStance, encounters_at
from web.actions.lists.encounters import Word, say


@pytest.fixture
def town(session):
    return MeetingDay(session)


def tell(town, sayer, partner, *words):
    guest = town.guests[sayer.id]
    for word in words:
        say(
            town.session,
            guest,
            partner.id,
            word,
            taken_back=False,
            actor=Actor(registration_id=guest.id),
            at=town.at,
        )


def test_everything_that_was_said_is_counted_once(town):
    tell(town, town.bank, town.library, Word.AGREED, Word.USEFUL)
    tell(town, town.library, town.bank, Word.AGREED, Word.USELESS)
    tell(town, town.school, town.bank, Word.MET)
    tell(town, town.school, town.library, Word.DECLINED)

    assert encounters_at(town.session, town.meeting) == Encounters(
        pairs=(
            ShownPair("Bibliotheek", "Voedselbank", agreed=2),
            ShownPair("School", "Voedselbank", agreed=0),
        ),
        agreed=1,
        useful=1,
        useless=1,
        stances=(ShownStance("School", "Bibliotheek", Stance.DECLINED),),
    )
