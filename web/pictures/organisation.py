"""What does the little picture of an organisation look like: which words stand where?"""

from dataclasses import dataclass
from textwrap import wrap

from flask_babel import gettext as _
from flask_babel import ngettext

from models.organisation import Organisation
from web.i18n import named
from web.presenting.profile import needs_of, offers_of

# Lengths in the picture's own units, about those of a phone's screen.
WIDTH = 400
LINE = 21
BOX_PADDING = 14
GAP = 10
TOP = 40
# How many characters fit on a line, measured with the widest letters that people really use.
NAME_WIDTH, TEXT_WIDTH = 22, 36
MOST_LINES, MOST_TEXTS = 3, 3
LONGEST_SUMMARY = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `y` is its foot."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """One offer or need in a frame."""

    y: int
    height: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """All that is offered or sought: a title, some texts, and how many more there are, in words."""

    title: Line
    boxes: tuple[Box, ...]
    more: Line | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `alternative` says in words what it shows."""

    sector: str
    name: tuple[Line, ...]
    facts: tuple[Line, ...]
    sides: tuple[Side, ...]
    foot: tuple[Line, ...]
    height: int
    title: str
    alternative: str


def picture_of(organisation: Organisation) -> Picture:
    """Name, kind, place, the first offers and needs, themes and area, laid out from top to bottom."""
    name = _lines(organisation.name, TOP + 72, width=NAME_WIDTH, height=30, most=3)
    kind = named(organisation.kind) if organisation.kind else ""
    place = organisation.municipality.name if organisation.municipality else ""
    facts = _lines(" · ".join(filter(None, (kind, place))), name[-1].y + LINE + 5, most=2)
    y = (facts or name)[-1].y + 18
    sides = []
    for title, texts in _told(organisation):
        side, y = _side(title, texts, y)
        sides.append(side)
    foot = _lines(_subjects(organisation), y + LINE, most=4)
    return Picture(
        sector=organisation.kind.sector_slug if organisation.kind else "",
        name=name,
        facts=facts,
        sides=tuple(sides),
        foot=foot,
        height=(foot[-1].y if foot else y) + 50,
        title=str(_("Kaart van %(name)s", name=organisation.name)),
        alternative=" ".join(
            f"{title}: {'; '.join(text.rstrip('.') for text in texts)}."
            for title, texts in _told(organisation)
        ),
    )


def summary_of(organisation: Organisation) -> str:
    """What the organisation offers and seeks in some two hundred characters, for whoever gets the link."""
    told = " ".join(f"{title}: {texts[0].rstrip('.')}." for title, texts in _told(organisation))
    text = " ".join((told or organisation.about).split())
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1].rstrip() + "…"


def _told(organisation: Organisation) -> list[tuple[str, list[str]]]:
    """The titles and texts of the sides that hold anything."""
    sides = [
        (str(_("Wij bieden")), [one.text for one in offers_of(organisation) if not one.assumed]),
        (str(_("Wij zoeken")), [one.text for one in needs_of(organisation) if not one.assumed]),
    ]
    return [(title, texts) for title, texts in sides if texts]


def _subjects(organisation: Organisation) -> str:
    themes = ", ".join(named(theme) for theme in organisation.themes[:3])
    places = [place.name for place in organisation.area]
    area = ", ".join(places[:4]) + (" …" if len(places) > 4 else "")
    return " · ".join(filter(None, (themes, area)))


def _side(title: str, texts: list[str], y: int) -> tuple[Side, int]:
    """The side, and where the next thing can begin."""
    head = Line(title, y + LINE)
    y = head.y + GAP
    boxes = []
    for text in texts[:MOST_TEXTS]:
        lines = _lines(text, y + BOX_PADDING + 12)
        height = len(lines) * LINE + 2 * BOX_PADDING - 6
        boxes.append(Box(y, height, lines))
        y += height + GAP
    left = len(texts) - MOST_TEXTS
    more = None
    if left > 0:
        more = Line(str(ngettext("en nog %(num)s", "en nog %(num)s", left)), y + 12)
        y += LINE
    return Side(head, tuple(boxes), more), y + GAP


def _lines(
    text: str, y: int, *, width: int = TEXT_WIDTH, height: int = LINE, most: int = MOST_LINES
) -> tuple[Line, ...]:
    """The text broken into at most so many lines; what does not fit ends in “…”."""
    broken = wrap(text, width, max_lines=most, placeholder=" …")
    return tuple(Line(line, y + number * height) for number, line in enumerate(broken))
