"""Which organisations are there: under nearly this name, or of this person?"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.organisation import Organisation, OrganisationMember
from models.region import Municipality

# Two letters swapped in a word of ten leave 90 of 100; "linde" and "lijn" have 67.
NEAR_WORD = 80
SHORTEST_BEGINNING = 4
_SAYS_NOTHING = {"stichting", "vereniging", "cooperatie", "bv", "nv", "de", "het"}


@dataclass(frozen=True, slots=True)
class SimilarOrganisation:
    """A known organisation with nearly the same name; the place tells two of one name apart."""

    id: int
    name: str
    municipality: str


def similar_organisations(session: Session, name: str, limit: int = 5) -> tuple[SimilarOrganisation, ...]:
    """Organisations whose name is nearly this one, nearest first; at most `limit`.

    Near are: typing errors, other order of words, one name inside the other, a name that begins so. Legal
    forms, accents, capitals and blanks inside compounds do not count.
    """
    wanted = name_words(name)
    if not wanted:
        return ()
    rows = session.execute(
        select(Organisation.id, Organisation.name, Municipality.name)
        .outerjoin(Municipality, Municipality.code == Organisation.municipality_code)
        .order_by(Organisation.id)
    )
    scored = [(_nearness(wanted, name_words(known)), id_, known, place) for id_, known, place in rows]
    near = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], row[1]))
    return tuple(SimilarOrganisation(id_, known, place or "") for _, id_, known, place in near[:limit])


def organisations_holding(session: Session, part: str, limit: int) -> tuple[SimilarOrganisation, ...]:
    """At most so many organisations of which the name holds this part of a word, by name."""
    if not part.strip():
        return ()
    rows = session.execute(
        select(Organisation.id, Organisation.name, Municipality.name)
        .outerjoin(Municipality, Municipality.code == Organisation.municipality_code)
        .where(func.lower(Organisation.name).contains(part.strip().lower(), autoescape=True))
        .order_by(func.lower(Organisation.name), Organisation.id)
        .limit(limit)
    )
    return tuple(SimilarOrganisation(id_, name, place or "") for id_, name, place in rows)


def organisations_of(session: Session, person_id: int) -> list[Organisation]:
    """The organisations that this person may edit, by name."""
    statement = (
        select(Organisation)
        .join(OrganisationMember)
        .where(OrganisationMember.person_id == person_id)
        .order_by(Organisation.name, Organisation.id)
    )
    return list(session.scalars(statement))


def name_words(name: str) -> list[str]:
    """The words of a name that tell it from others: without legal forms, articles, accents and capitals."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    words = re.findall(r"\w+", plain.casefold())
    return [word for word in words if word not in _SAYS_NOTHING] or words


def _nearness(wanted: list[str], known: list[str]) -> int:
    """0 = another name; 1 = one holds or begins with the other; 2 = the same words, but for typing errors."""
    if not known:
        return 0
    typed = "".join(wanted)
    begins = len(typed) >= SHORTEST_BEGINNING and "".join(known).startswith(typed)
    inside, around = _covered(wanted, known) >= NEAR_WORD, _covered(known, wanted) >= NEAR_WORD
    return 2 if inside and around else int(inside or around or begins)


def _covered(words: list[str], others: list[str]) -> float:
    """How well the worst placed of the words is found among the others, 0 to 100."""
    return min(max(fuzz.ratio(word, other) for other in others) for word in words)
