"""The curve that says how far a fit can be trusted."""

from xml.etree import ElementTree

import numpy as np

from matcher.bench.calibration import Bin, bins, draw


def test_bins_hold_the_share_that_were_partners() -> None:
    fits = np.array([0.05, 0.15, 0.25, 0.95, 1.0])
    partners = np.array([False, False, True, True, True])

    assert bins(fits, partners) == (
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.1, 0.3, 2, 0.2, 0.5),
        Bin(0.9, 1.0, 2, 0.975, 1.0),
    )


def test_the_picture_has_a_point_for_each_bin_and_says_what_it_shows() -> None:
    curves = {
        "documented": (Bin(0, 0.1, 5, 0.05, 0.0), Bin(0.1, 0.3, 5, 0.2, 0.1)),
        "written, held out": (Bin(0, 0.1, 5, 0.05, 0.0),),
    }

    picture = ElementTree.fromstring(draw(curves))

    places = [part.get("transform") for part in picture.findall(".//{*}path") if part.get("transform")]
    assert len(places) == 3 + 2  # each bin, and one in the legend for each curve
    assert [text.text for text in picture.findall(".//{*}title")] == [
        "Share of pairs that were partners, by fit"
    ]
    assert {"documented", "written, held out"} <= {text.text for text in picture.findall(".//{*}text")}
