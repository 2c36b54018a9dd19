"""Settings are checked when they are made."""

import json

import pytest

from matcher.settings import MatcherSettings, SettingsError
from matcher.weighing import Weights


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("courage", -0.1),
        ("courage", 1.1),
        ("fit_floor", 2),
        ("minimum_proposals", -1),
        ("maximum_proposals", 1),
        ("smallest_coalition", 2),
        ("largest_coalition", 7),
    ],
)
def test_settings_refuse_what_is_out_of_range(name: str, value: float) -> None:
    with pytest.raises(SettingsError, match=f"{name} is {value}"):
        MatcherSettings(**{name: value})


def test_settings_come_back_from_what_is_stored() -> None:
    weighing = Weights(-2.0, {"cause": 3.0})
    settings = MatcherSettings(courage=0.9, seed=3, weighing=weighing)

    assert MatcherSettings.restored(json.loads(json.dumps(settings.as_dict()))) == settings


def test_settings_that_were_stored_without_weights_get_those_that_ship() -> None:
    assert MatcherSettings.restored({"courage": 0.9}) == MatcherSettings(courage=0.9)
