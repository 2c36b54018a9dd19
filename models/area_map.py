"""How do municipalities lie beside one another? A sketch of their shapes, from facts that ship with us."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

SHAPES = Path(__file__).with_name("data") / "municipality_shapes.csv"
MARGIN = 30  # around what the map is about, in units of 100 metres: neighbours show their near side
LETTERS_ACROSS = 40  # so many letters fit in the width of a map

Point = tuple[int, int]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A municipality on the map: `path` as SVG draws it, and where its name stands."""

    code: str
    path: str
    name_at: Point


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Some municipalities on one map; `box` as the viewBox of SVG, in units of 100 metres."""

    box: str
    letter: int  # the size of a letter
    shapes: Mapping[str, Shape]


def area_map(codes: Collection[str], around: Collection[str] = ()) -> AreaMap | None:
    """The map of these municipalities, with as much of those `around` as fits; None without a shape."""
    known = {code: rings for code, rings in _rings().items() if code in codes or code in around}
    own = [point for code in known if code in codes for ring in known[code] for point in ring]
    if not own:
        return None
    left, top, right, bottom = _box(own)
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    return AreaMap(
        box=f"{left - MARGIN} {top - MARGIN} {width} {height}",
        letter=max(1, max(width, height * 4 // 3) // LETTERS_ACROSS),
        shapes=MappingProxyType({code: _shape(code, rings) for code, rings in known.items()}),
    )


def beside(codes: Collection[str]) -> frozenset[str]:
    """The municipalities that border on these, without these themselves."""
    corners = {point for code in codes for ring in _rings().get(code, ()) for point in ring}
    around = {code for code, rings in _rings().items() if any(corners & set(ring) for ring in rings)}
    return frozenset(around - set(codes))


@cache
def _rings() -> Mapping[str, tuple[Ring, ...]]:
    """The borders of each municipality, the largest part first; neighbours share their corners."""
    with SHAPES.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["code"]: tuple(_ring(part) for part in row["rings"].split("/"))
                for row in csv.DictReader(file)
            }
        )


def _ring(text: str) -> Ring:
    numbers = [int(word) for word in text.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _shape(code: str, rings: tuple[Ring, ...]) -> Shape:
    path = "".join(f"M{' '.join(f'{x} {y}' for x, y in ring)}Z" for ring in rings)
    left, top, right, bottom = _box(rings[0])
    return Shape(code, path, ((left + right) // 2, (top + bottom) // 2))


def _box(points: Iterable[Point]) -> tuple[int, int, int, int]:
    """The left, upper, right and lower side of what these points take."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)
