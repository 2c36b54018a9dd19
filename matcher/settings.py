"""How should this run weigh and choose? One validated value that is stored with the run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from matcher.weighing import Weights, weights_for


class SettingsError(ValueError):
    """A setting lies outside its range; the message names it, the value found and the range wanted."""


@dataclass(frozen=True, slots=True)
class MatcherSettings:
    """All that an organiser or a developer may turn; the same settings and profiles give the same result.

    `courage`: fraction, 0 = safe (fit alone orders), 1 = daring (surprise counts most).
    `minimum_proposals`, `maximum_proposals`: pairings per organisation; the minimum is kept where enough
    partners exist, the maximum always. `smallest_coalition`, `largest_coalition`: members.
    `fit_floor`: fraction below which no pairing is proposed, whatever its surprise; of all pairs at a meeting
    of eighty, 0.03 are partners, so less than that is no better than chance.
    `weighing`: how much each sign of a good meeting counts; as it ships, or as was learnt from decisions.
    `seed`: any integer; used only to break exact ties.
    """

    courage: float = 0.5
    minimum_proposals: int = 2
    maximum_proposals: int = 5
    smallest_coalition: int = 3
    largest_coalition: int = 5
    fit_floor: float = 0.03
    weighing: Weights = field(default_factory=lambda: weights_for("fit"))
    seed: int = 7

    def __post_init__(self) -> None:
        """Refuse what makes no sense; see SettingsError."""
        _require("courage", self.courage, 0.0, 1.0)
        _require("fit_floor", self.fit_floor, 0.0, 1.0)
        _require("minimum_proposals", self.minimum_proposals, 0, 20)
        _require("maximum_proposals", self.maximum_proposals, max(1, self.minimum_proposals), 50)
        _require("smallest_coalition", self.smallest_coalition, 3, 6)
        _require("largest_coalition", self.largest_coalition, self.smallest_coalition, 6)

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain JSON, as stored with a run; `restored` gives them back."""
        return asdict(self)

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "MatcherSettings":
        """The settings that `as_dict` gave; runs that did not store their weights used those that ship."""
        told = dict(stored)
        if "weighing" in told:
            told["weighing"] = Weights(**told["weighing"])
        return cls(**told)


def _require(name: str, value: float, lowest: float, highest: float) -> None:
    if not lowest <= value <= highest:
        raise SettingsError(f"{name} is {value}, but must lie between {lowest} and {highest}")
