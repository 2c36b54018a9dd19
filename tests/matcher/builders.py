"""Small profiles and proposals, with only what a test is about written out."""

from matcher.kinds import kinds
from matcher.profiles import Profile, Statement
from matcher.proposals import CoalitionProposal, Pairing, Scores


def profile(
    number: int, kind: str = "gemeente", *, offers: str = "", needs: str = "", about: str = ""
) -> Profile:
    """A profile of this kind; several offers or needs are parted by a semicolon.

    Statement ids are the profile's id times 100, and from 50 on for needs.
    """
    return Profile(
        number,
        kind,
        kinds()[kind].sector,
        about,
        offers=_statements(offers, number * 100),
        needs=_statements(needs, number * 100 + 50),
    )


def pairing(first: int, second: int, score: float = 0.5, fit: float = 0.5) -> Pairing:
    """A pairing with this score and fit, and everything else in the middle."""
    return Pairing(first, second, Scores(fit, fit, fit, 0.5, 0.5), score)


def coalition(*members: int, score: float = 0.5) -> CoalitionProposal:
    """A coalition with this score, and everything else in the middle."""
    return CoalitionProposal(members, 0.5, 0.5, 0.5, 0.5, score)


def _statements(texts: str, first_id: int) -> tuple[Statement, ...]:
    parts = [text.strip() for text in texts.split(";") if text.strip()]
    return tuple(Statement(first_id + place, text) for place, text in enumerate(parts))
