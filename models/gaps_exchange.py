"""How is the gap view of a meeting kept and given back as the matcher's plain data? The only crossing."""

from dataclasses import asdict
from typing import Any

from matcher.missing import Filler, Gaps, Helper, IdleOffer, OpenNeed, PartyGap, SectorGap
from models.gap_report import GapReport


def save_gaps(report: GapReport, gaps: Gaps) -> None:
    """Remember what is missing, as plain JSON."""
    report.found = asdict(gaps)


def gaps_found(report: GapReport) -> Gaps | None:
    """What was found last; None when nothing was found yet."""
    found = report.found
    if not found:
        return None
    return Gaps(
        room=found["room"],
        outside=found["outside"],
        needs=found["needs"],
        offers=found["offers"],
        open_needs=tuple(_need(one) for one in found["open_needs"]),
        idle_offers=tuple(IdleOffer(**one) for one in found["idle_offers"]),
        parties=tuple(PartyGap(**_tuples(one)) for one in found["parties"]),
        sectors=tuple(SectorGap(**_tuples(one)) for one in found["sectors"]),
        helpers=tuple(Helper(**_tuples(one)) for one in found["helpers"]),
    )


def _need(one: dict[str, Any]) -> OpenNeed:
    fillers = tuple(Filler(**filler) for filler in one["fillers"])
    return OpenNeed(one["organisation"], one["statement"], fillers)


def _tuples(one: dict[str, Any]) -> dict[str, Any]:
    """JSON has lists where the plain data has tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in one.items()}
