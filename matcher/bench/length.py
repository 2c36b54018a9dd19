"""How well is someone served who told little? Quality by how much of its profile a query tells."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from matcher.documented import Documented
from matcher.embedder import Embedder
from matcher.fit import measure_fit
from matcher.profiles import Profile
from matcher.ranking import Numbers, rank
from matcher.vectors import read_all

SENTENCES = 2

Shortened = Callable[[Profile], Profile]


def length_table(documented: Documented, embedder: Embedder) -> Iterator[str]:
    """Each query tells so much, while all others tell everything: what a newcomer meets."""
    yield "**Short profiles.** The query's own profile is cut; everyone else's is whole."
    yield ""
    yield "| the query tells | MRR | hit@5 | hit@10 | nDCG@10 |\n|---|---|---|---|---|"
    for name, shorten in LENGTHS.items():
        found = rank(rows_of_shortened(documented, shorten, embedder), documented.coalitions).quality()
        yield (
            f"| {name} | {found.mrr:.3f} | {found.hit_at_5:.3f} | {found.hit_at_10:.3f} "
            f"| {found.ndcg_at_10:.3f} |"
        )


def rows_of_shortened(documented: Documented, shorten: Shortened, embedder: Embedder) -> Numbers:
    """The fit of each organisation, when only its own profile is shortened, with all others: n × n."""
    profiles = list(documented.profiles)
    shortened = [shorten(profile) for profile in profiles]
    vectors = read_all([*profiles, *shortened], embedder)
    rows = [
        measure_fit([*profiles[:place], each, *profiles[place + 1 :]], vectors).mutual[place]
        for place, each in enumerate(shortened)
    ]
    return np.stack(rows)


def beginning(profile: Profile) -> Profile:
    """Only its kind and the first SENTENCES sentences of what it tells of itself."""
    sentences = re.split(r"(?<=[.!?])\s+", profile.about.strip())
    return replace(profile, about=" ".join(sentences[:SENTENCES]), offers=(), needs=())


def _with_need(profile: Profile) -> Profile:
    return replace(beginning(profile), needs=profile.needs[:1])


def _with_need_and_offer(profile: Profile) -> Profile:
    return replace(beginning(profile), needs=profile.needs[:1], offers=profile.offers[:1])


LENGTHS: Mapping[str, Shortened] = {
    "its kind and two sentences": beginning,
    "and one need": _with_need,
    "and one offer as well": _with_need_and_offer,
    "everything": lambda profile: profile,
}
