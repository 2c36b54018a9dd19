"""What does the plenary of a national meeting see? One region or one theme at a time, in large letters."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _

from models.finding import Finding, FindingKind
from web.actions.afterwards.findings import Harvest


class Order(StrEnum):
    """What stands on each page; the value is what the address says."""

    THEME = "thema"
    REGION = "regio"


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: what works and what does not, of a region or under a theme."""

    title: str
    works: tuple[Finding, ...]
    fails: tuple[Finding, ...]
    order: Order


def slides_of(harvest: Harvest, order: Order) -> tuple[Slide, ...]:
    """The pages, one after the other; regions that have not written have none."""
    told = (
        [(one.theme or str(_("Overig")), one) for one in harvest.themes]
        if order is Order.THEME
        else [(one.region.name, one) for one in harvest.written]
    )
    return tuple(
        Slide(title, one.of(FindingKind.WORKS), one.of(FindingKind.FAILS), order) for title, one in told
    )


def asked_order(text: str | None, harvest: Harvest) -> Order:
    """What the address asks for; else themes, when any was chosen."""
    if text in set(Order):
        return Order(text)
    return Order.THEME if any(one.theme for one in harvest.themes) else Order.REGION
