"""What do the templates of a programme's figures need? The figures, their drawings, and words for both."""

from typing import Any

from web.actions.afterwards.fates import Stage
from web.actions.afterwards.programme_results import Results
from web.pictures.results import (
    AXIS,
    FUNNEL_WIDTH,
    LEFT,
    PERIOD_BOTTOM,
    PERIOD_HEIGHT,
    PERIOD_WIDTH,
    pictures_of,
)
from web.words.results import (
    base_word,
    certainty_text,
    comparison,
    count_text,
    margin,
    pair_name,
    percent,
    period_name,
    share_text,
    stage_word,
    too_few,
    unknown_text,
)
from web.words.results_explained import explained

WORDS = {
    "base_word": base_word,
    "certainty_text": certainty_text,
    "comparison": comparison,
    "count_text": count_text,
    "margin": margin,
    "pair_name": pair_name,
    "percent": percent,
    "period_name": period_name,
    "share_text": share_text,
    "stage_word": stage_word,
    "too_few": too_few,
    "unknown_text": unknown_text,
}
SIZES = {
    "axis": AXIS,
    "funnel_width": FUNNEL_WIDTH,
    "left": LEFT,
    "period_bottom": PERIOD_BOTTOM,
    "period_height": PERIOD_HEIGHT,
    "period_width": PERIOD_WIDTH,
}


def told(results: Results) -> dict[str, Any]:
    """What every template needs that shows the figures."""
    return {
        "results": results,
        "pictures": pictures_of(results),
        "explained": explained(),
        "stages": tuple(Stage),
        "reached": tuple(Stage)[1:],
        **SIZES,
        **WORDS,
    }
