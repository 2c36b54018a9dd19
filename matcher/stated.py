"""Which labels does a text state in so many words? Words that leave no doubt, of `knowledge/labels.tsv`."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from matcher.kinds import KNOWLEDGE


def stated(text: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a text that state a label, by its slug, in their order; each word once.

    In `labels.tsv` words are parted by `|`; one that ends in `*` stands for all that begin so.
    """
    found = {slug: tuple(dict.fromkeys(pattern.findall(text))) for slug, pattern in _patterns().items()}
    return MappingProxyType({slug: words for slug, words in found.items() if words})


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    with (KNOWLEDGE / "labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["slug"]: _pattern(row["words"].split("|")) for row in rows if row["words"]}


def _pattern(entries: list[str]) -> re.Pattern[str]:
    told = "|".join(_entry(entry) for entry in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def _entry(entry: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in entry.split())
