from datetime import date

import pytest

from models.initiative import InitiativeResult
from tests.after import DAY_AFTER, HALFWAY, Aftermath
from tests.initiatives import begun
from web.actions.afterwards.initiative_results import DayRefused, add_agreement, add_result, tick_agreement

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Aftermath(session)


def test_agreements_have_a_day_to_come_and_are_kept_once(town):
    initiative = begun(town)
    told = (town.session, initiative, "Wij bellen.", date(2026, 5, 1))
    first = add_agreement(*told, actor=town.actor, at=DAY_AFTER)
    assert add_agreement(*told, actor=town.actor, at=DAY_AFTER) is first

    tick_agreement(town.session, first, done=True, actor=town.actor, at=HALFWAY)

    assert first.done_at == HALFWAY
    for day in (date(2026, 4, 1), date(2062, 1, 1)):
        with pytest.raises(DayRefused):
            add_agreement(town.session, initiative, "Te laat", day, actor=town.actor, at=DAY_AFTER)


def test_results_are_counted_once_and_never_beforehand(town):
    initiative = begun(town)

    def result(day=date(2026, 4, 2)):
        return InitiativeResult(number=9, what="gezinnen", measured_on=day, evidence="Turflijst")

    for _ in range(2):
        add_result(town.session, initiative, result(), actor=town.actor, at=DAY_AFTER)

    assert [(one.number, one.evidence) for one in initiative.results] == [(9, "Turflijst")]
    with pytest.raises(DayRefused):
        add_result(town.session, initiative, result(date(2026, 4, 3)), actor=town.actor, at=DAY_AFTER)
