"""What does the picture of a gap view look like? A dot for each need, offer and place of a party."""

from dataclasses import dataclass
from textwrap import wrap

from flask_babel import gettext as _
from flask_babel import ngettext

from web.i18n import named, party_name
from web.presenting.gaps import GapView

# Lengths in the picture's own units, about those of a phone's screen.
WIDTH, STEP, LINE, SPACE = 340, 14, 20, 18
IN_A_ROW = WIDTH // STEP
LETTERS = 44  # on a line, measured with the widest letters that people really use


@dataclass(frozen=True, slots=True)
class Dot:
    """One need, offer or place; `there`: answered, used or taken."""

    x: int
    y: int
    there: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `y` is its foot."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `alternative` says in words what it shows."""

    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    height: int
    alternative: str


def picture_of(view: GapView) -> Picture:
    """Needs and offers first, then the parties of which too few come, then the sectors that are not there."""
    gaps = view.gaps
    unanswered, idle = len(gaps.open_needs), len(gaps.idle_offers)
    told = [
        (_("Vragen: %(open)s van %(all)s nog open", open=unanswered, all=gaps.needs), gaps.needs, unanswered),
        (_("Aanbod: %(idle)s van %(all)s blijft liggen", idle=idle, all=gaps.offers), gaps.offers, idle),
    ]
    for each in view.parties:
        short = each.wanted - each.present
        words = ngettext(
            "%(party)s: nog %(num)s nodig",
            "%(party)s: nog %(num)s nodig",
            short,
            party=party_name(each.party),
        )
        told.append((words, each.wanted, short))
    if view.sectors:
        names = ", ".join(named(each.sector) for each in view.sectors)
        told.append((_("Nog niemand van: %(sectors)s", sectors=names), 0, 0))
    return _placed(told)


def _placed(told: list[tuple[str, int, int]]) -> Picture:
    """`told`: for each row its words, how many dots it has, and how many of these are missing."""
    lines: list[Line] = []
    dots: list[Dot] = []
    top = 0
    for words, count, missing in told:
        for text in wrap(words, LETTERS):
            top += LINE
            lines.append(Line(text, top - 5))
        for place in range(count):
            row, column = divmod(place, IN_A_ROW)
            there = place < count - missing
            dots.append(Dot(STEP // 2 + column * STEP, top + STEP // 2 + row * STEP, there))
        top += -(-count // IN_A_ROW) * STEP + SPACE
    sentences = " ".join(f"{words}." for words, _count, _missing in told)
    return Picture(tuple(lines), tuple(dots), top, sentences)
