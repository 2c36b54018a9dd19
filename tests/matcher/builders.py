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


def region(n: int) -> list[Profile]:
    """`n` profiles with ids from 1: circles of three in which the offer of each is the need of the next.

    The first ten circles have no word in common.
    """
    profiles = []
    for place in range(n):
        circle = place - place % 3
        offer = _WORDS[place % len(_WORDS)]
        need = _WORDS[(circle + (place + 1) % 3) % len(_WORDS)]
        profiles.append(profile(place + 1, _KINDS[place % len(_KINDS)], offers=offer, needs=need))
    return profiles


def pairing(first: int, second: int, score: float = 0.5, fit: float = 0.5) -> Pairing:
    """A pairing with this score and fit, and everything else in the middle."""
    return Pairing(first, second, Scores(fit, fit, fit, 0.5, 0.5), score)


def coalition(*members: int, score: float = 0.5) -> CoalitionProposal:
    """A coalition with this score, and everything else in the middle."""
    return CoalitionProposal(members, 0.5, 0.5, 0.5, 0.5, score)


def _statements(texts: str, first_id: int) -> tuple[Statement, ...]:
    parts = [text.strip() for text in texts.split(";") if text.strip()]
    return tuple(Statement(first_id + place, text) for place, text in enumerate(parts))


_FIRST = ("gemeente", "deurwaarder", "voedselbank", "school", "bank", "huisarts", "werkgever")
_KINDS = (*_FIRST, *(slug for slug in kinds() if slug not in _FIRST))
_TEXT = """
vrachtwagen boekhouding lesruimte tolken fietsverhuur kersentuin molenwiek spreekuur appelgaard
zwemdiploma dekbedden noodgeld wasmachine huurverlaging gitaarlessen bijbaantjes ontbijtkoek
schuldenrust kleinkunst jasjes drukkerij computerhoek theedoek vakmanschap rolstoelbus pubquiz
huiswerk zonnepaneel griepprik moestuin
"""
_WORDS = _TEXT.split()
