"""Which organisations are there: with nearly this name, the one that someone means, or of this person?"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Row, case, func, select
from sqlalchemy.orm import Session, joinedload

from models.kind import Kind
from models.names import name_words, pieces, plain
from models.organisation import Organisation, OrganisationMember
from models.region import Municipality

# Two letters swapped in a word of ten leave 90 of 100; "linde" and "lijn" have 67.
NEAR_WORD = 80
SHORTEST_BEGINNING = 4
SHORTEST_WORD_BEGINNING = 2
LONGEST_SEARCH = 100  # characters; nobody types more to find a name
CANDIDATES = 80  # how many rows the exact comparison looks at
MOST_PIECES = 40
KVK_DIGITS = 8


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """What anyone who signed in may know of an organisation; the place tells two of one name apart."""

    id: int
    name: str
    kind: Kind | None
    municipality: str


def similar_organisations(
    session: Session, name: str, limit: int = 5, *, kvk_number: str = ""
) -> tuple[FoundOrganisation, ...]:
    """Organisations whose name is nearly this one, nearest first, after those with this KvK number.

    Near are: typing errors, other order of words, one name inside the other, a name that begins so. Legal
    forms, accents, capitals and blanks inside compounds do not count. Those who speak from experience are
    left out: their name is nobody's to look up.
    """
    wanted = name_words(name[:LONGEST_SEARCH]) if len(name) <= LONGEST_SEARCH * 2 else []
    rows = _candidates(session, wanted, ()) if wanted else []
    scored = [(_nearness(wanted, name_words(row.name)), row.id) for row in rows]
    near = [id_ for score, id_ in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score]
    return _found(session, [*_of_number(session, kvk_number), *near], limit)


def find_organisations(session: Session, typed: str, limit: int = 8) -> tuple[FoundOrganisation, ...]:
    """The organisations that someone may mean with a name, a place, both, or a KvK number; best first.

    The last word may be unfinished.
    """
    number = kvk_digits(typed)
    if len(number) == KVK_DIGITS and number.isdecimal():
        return _found(session, _of_number(session, number), limit)
    words = name_words(typed[:LONGEST_SEARCH])
    if not words or len("".join(words)) < SHORTEST_WORD_BEGINNING:
        return ()
    places = _place_words(session)
    here = [code for code, names in places.items() if _best(words, names) >= NEAR_WORD]
    scored = []
    for row in _candidates(session, words, here):
        known = name_words(row.name)
        likeness = _likeness(words, known, places.get(row.municipality_code or "", []))
        if likeness:
            scored.append((-likeness, len(row.name), row.id))
    return _found(session, [id_ for _, _, id_ in sorted(scored)], limit)


def kvk_digits(typed: str) -> str:
    """The number as it is stored: without the blanks and full stops that people put between the digits."""
    return "".join(typed.replace(".", "").split())


def organisations_holding(session: Session, part: str, limit: int) -> tuple[FoundOrganisation, ...]:
    """At most so many organisations of which the name holds this part of a word, by name."""
    if not part.strip():
        return ()
    holding = (
        select(Organisation.id)
        .where(
            func.lower(Organisation.name).contains(part.strip().lower(), autoescape=True),
            ~Organisation.experience.has(),
        )
        .order_by(func.lower(Organisation.name), Organisation.id)
        .limit(limit)
    )
    return _found(session, session.scalars(holding).all(), limit)


def organisations_of(session: Session, person_id: int) -> list[Organisation]:
    """The organisations that this person may edit, by name."""
    statement = (
        select(Organisation)
        .join(OrganisationMember)
        .where(OrganisationMember.person_id == person_id)
        .order_by(Organisation.name, Organisation.id)
    )
    return list(session.scalars(statement))


def _candidates(
    session: Session, words: list[str], places: Sequence[str]
) -> Sequence[Row[int, str, str | None]]:
    """Rows that share the most with these words, the shortest names first."""
    shared: list[ColumnElement[int]] = [
        case((Organisation.search_name.contains(piece, autoescape=True), 1), else_=0)
        for piece in pieces(words)[:MOST_PIECES]
    ]
    if places:
        shared.append(case((Organisation.municipality_code.in_(places), 3), else_=0))
    score = sum(shared[1:], start=shared[0])
    return session.execute(
        select(Organisation.id, Organisation.name, Organisation.municipality_code)
        .where(score > 0, ~Organisation.experience.has())
        .order_by(score.desc(), func.length(Organisation.search_name), Organisation.id)
        .limit(CANDIDATES)
    ).all()


def _of_number(session: Session, number: str) -> Sequence[int]:
    if not number:
        return ()
    owners = select(Organisation.id).where(Organisation.kvk_number == number)
    return session.scalars(owners.order_by(Organisation.id).limit(CANDIDATES)).all()


def _found(session: Session, ids: Sequence[int], limit: int) -> tuple[FoundOrganisation, ...]:
    chosen = list(dict.fromkeys(ids))[:limit]
    rows = session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(chosen))
        .options(joinedload(Organisation.kind), joinedload(Organisation.municipality))
    )
    by_id = {one.id: one for one in rows}
    return tuple(
        FoundOrganisation(one.id, one.name, one.kind, one.municipality.name if one.municipality else "")
        for one in (by_id[id_] for id_ in chosen)
    )


def _place_words(session: Session) -> dict[str, list[str]]:
    """The words of each municipality's names, by code."""
    rows = session.execute(select(Municipality.code, Municipality.name, Municipality.other_name))
    return {code: [*name_words(name), *name_words(other), plain(name)] for code, name, other in rows}


def _likeness(words: list[str], known: list[str], place: list[str]) -> float:
    """0 = another organisation; else up to 100, with the words of the place counted as part of the name."""
    each = [_word_likeness(word, [*known, *place], last=word is words[-1]) for word in words]
    if min(each) >= NEAR_WORD:
        return sum(each) / len(each)
    return float(NEAR_WORD) if _nearness(words, known) else 0.0


def _word_likeness(word: str, others: list[str], *, last: bool) -> float:
    begins = len(word) >= SHORTEST_WORD_BEGINNING and any(other.startswith(word) for other in others)
    best = max((fuzz.ratio(word, other) for other in others), default=0.0)
    return max(best, 95.0 if last else 85.0) if begins else best


def _best(words: list[str], others: list[str]) -> float:
    return max((fuzz.ratio(word, other) for word in words for other in others), default=0.0)


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
