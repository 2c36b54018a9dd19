"""What does an embedder read of a profile?"""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.embedder import Reading
from matcher.kinds import kinds
from matcher.profiles import Profile, StatementRole

# So many characters of `about` go along: what an organisation is stands in its first lines, and a page that
# was copied whole would push its offers out of sight. The shipped reader takes in some 800 characters.
LONGEST_ABOUT = 500
LONGEST_STATEMENT = 250
# Who states no need, or no offer, is read by what it says about itself, which counts for less.
ABOUT_WEIGHT = 0.5
# What is typical of a kind and was not confirmed says no more than that. Below 1, so that it is not quoted.
ASSUMED_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """One need or one offer as it is read.

    `statement`: its id, 0 when nothing was stated and `about` stands in; `in_context`: together with who says
    it; `alone`: just what was written, blank when nothing was; `weight`: fraction, how much it counts.
    """

    statement: int
    in_context: str
    alone: str
    weight: float


def whole(profile: Profile) -> str:
    """Everything that an organisation tells, as one text: kind, about, offers, needs; blank when nothing."""
    offers, needs = (
        "; ".join(_tidy(statement.text, LONGEST_STATEMENT) for statement in stated if statement.text.strip())
        for stated in (profile.offers, profile.needs)
    )
    told = (_who(profile), f"Biedt: {offers}." if offers else "", f"Zoekt: {needs}." if needs else "")
    return " ".join(part for part in told if part)


def told(profile: Profile, reading: Reading) -> tuple[Told, ...]:
    """The needs, or the offers, of a profile in their order; where none was stated, `about` stands in."""
    statements = profile.needs if reading is Reading.NEED else profile.offers
    who = _who(profile)
    stated = tuple(
        Told(
            statement.id,
            f"{text} ({who})" if who else text,
            text,
            ASSUMED_WEIGHT if statement.assumed else 1.0,
        )
        for statement in statements
        if (text := _tidy(statement.text, LONGEST_STATEMENT))
    )
    about = _tidy(profile.about, LONGEST_ABOUT)
    return stated or (Told(0, who if about else "", "", ABOUT_WEIGHT if about else 0.0),)


def own_words(profile: Profile, reading: Reading) -> tuple[Told, ...]:
    """The same without assumptions and without `about`: what can be quoted, perhaps nothing."""
    role = StatementRole.NEED if reading is Reading.NEED else StatementRole.OFFER
    return tuple(each for each in told(profile, reading) if each.statement in profile.quotable(role))


def reads(profile: Profile) -> Iterator[tuple[str, Reading]]:
    """Every text of this profile that needs a vector, with its reading; none is blank."""
    for one in (profile, *(without for _, without in profile.without_each())):
        if text := whole(one):
            yield text, Reading.PROFILE
    for reading in (Reading.NEED, Reading.OFFER):
        for each in told(profile, reading):
            yield from ((text, reading) for text in (each.in_context, each.alone) if text)


def _who(profile: Profile) -> str:
    kind = kinds().get(profile.kind)
    named = f"{kind.name_nl}." if kind else ""
    return " ".join(part for part in (named, _tidy(profile.about, LONGEST_ABOUT)) if part)


def _tidy(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
