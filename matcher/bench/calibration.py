"""Do so many pairs bear fruit as their fit says? A table, and a picture of the same figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.bench.report import picture_address, write_picture
from matcher.documented import Documented
from matcher.embedder import Embedder
from matcher.fit import Fit, measure_fit
from matcher.training.situations import profiles_of, read_situations
from matcher.training.weigh import meetings
from matcher.vectors import read_all

BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
PICTURE = "calibration.svg"
SIDE, MARGIN = 320, 56
# What the legend says of each series, and how its line and its points look without colour.
LOOKS = {
    "documented": ("#7a1f5c", "", "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z"),
    "written, held out": ("#1d5c7a", "6 4", "M-5 -5H5V5H-5Z"),
}


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs with a fit between these: how many, their mean fit, and the share that were partners."""

    low: float
    high: float
    pairs: int
    fit: float
    partners: float


def calibration_lines(documented: Documented, fit: Fit, embedder: Embedder) -> Iterator[str]:
    """The table in Markdown with the picture above it, which is written into the documents."""
    upper = np.triu_indices(len(documented.profiles), k=1)
    true = np.equal.outer(documented.coalitions, documented.coalitions)[upper]
    curves = {"documented": bins(fit.mutual[upper], true), "written, held out": bins(*_written(embedder))}
    write_picture(PICTURE, draw(curves))
    told = "; ".join(
        f"{name}: " + ", ".join(f"{each.partners:.2f} at a fit of {each.fit:.2f}" for each in found)
        for name, found in curves.items()
    )
    yield "**Calibration.** Of the pairs with this fit, the share that were partners (and how many pairs)."
    yield ""
    yield f"![Share of pairs that were partners, by fit. {told}.]({picture_address(PICTURE)})"
    yield ""
    yield "| fit | documented | mean fit | written, held out | mean fit |\n|---|---|---|---|---|"
    for low, high in pairwise(BINS):
        cells = [
            next((f"{e.partners:.2f} ({e.pairs}) | {e.fit:.2f}" for e in found if e.low == low), "– (0) | –")
            for found in curves.values()
        ]
        yield f"| {low:.1f} – {high:.1f} | {' | '.join(cells)} |"


def bins(fits: NDArray[np.floating], partners: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """The pairs by their fit, in the order of BINS; a bin without pairs is left out."""
    found = []
    for low, high in pairwise(BINS):
        chosen = (fits >= low) & ((fits < high) | (high == BINS[-1]))
        if chosen.any():
            found.append(
                Bin(low, high, int(chosen.sum()), float(fits[chosen].mean()), float(partners[chosen].mean()))
            )
    return tuple(found)


def draw(curves: Mapping[str, Sequence[Bin]]) -> str:
    """The curves as SVG: a point for each bin, and the diagonal on which a perfect fit would lie."""
    size = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'font-family="sans-serif" font-size="13" role="img">',
        "<title>Share of pairs that were partners, by fit</title>",
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<path d="M{_at(0, 0)}L{_at(1, 1)}" stroke="#888" stroke-dasharray="2 4"/>',
        f'<path d="M{_at(0, 1)}L{_at(0, 0)}L{_at(1, 0)}" fill="none" stroke="#333"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        across, down = _at(tick, 0).split(" "), _at(0, tick).split(" ")
        parts.append(
            f'<text x="{across[0]}" y="{float(across[1]) + 18}" text-anchor="middle">{tick:g}</text>'
        )
        parts.append(
            f'<text x="{float(down[0]) - 8}" y="{float(down[1]) + 4}" text-anchor="end">{tick:g}</text>'
        )
    middle = size / 2
    parts.append(f'<text x="{middle}" y="{size - 10}" text-anchor="middle">fit</text>')
    parts.append(
        f'<text transform="translate(16 {middle}) rotate(-90)" text-anchor="middle">were partners</text>'
    )
    for row, (name, found) in enumerate(curves.items()):
        parts += _curve(name, found, legend=f"{MARGIN + 18} {MARGIN / 2 + 20 * row}")
    return "\n".join([*parts, "</svg>"]) + "\n"


def _curve(name: str, found: Sequence[Bin], *, legend: str) -> list[str]:
    colour, dashes, shape = LOOKS[name]
    places = [_at(each.fit, each.partners) for each in found]
    x, y = legend.split(" ")
    return [
        f'<path d="M{"L".join(places)}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dashes}"/>',
        *(
            f'<path d="{shape}" fill="{colour}" transform="translate({place})"/>'
            for place in (*places, legend)
        ),
        f'<text x="{float(x) + 12}" y="{float(y) + 4}">{name}</text>',
    ]


def _at(across: float, up: float) -> str:
    return f"{MARGIN + SIDE * across:.1f} {MARGIN + SIDE * (1 - up):.1f}"


def _written(embedder: Embedder) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The fits of all pairs at meetings of written, held-out organisations, and who were partners."""
    held_out = [each for each in read_situations() if each.is_held_out]
    vectors = read_all(profiles_of(held_out)[0], embedder)
    fits, partners = [], []
    for meeting in meetings(held_out):
        profiles, numbers = profiles_of(meeting)
        upper = np.triu_indices(len(profiles), k=1)
        fits.append(measure_fit(profiles, vectors).mutual[upper])
        partners.append(np.equal.outer(numbers, numbers)[upper])
    return np.concatenate(fits), np.concatenate(partners)
