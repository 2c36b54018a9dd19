"""Which organisation that we know is a new one much like? For thousands of new ones in a row."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.names import name_words
from models.organisation import Organisation
from models.region import Municipality

# “Buurtkamer De Linde” and “Buurtkamer Linden” have 93 of 100; “De Linde” and “De Lijn” 67.
NEAR_NAME = 85
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """A known organisation that a new one is much like; `same_place`: in the same municipality."""

    organisation_id: int
    same_place: bool


class TwinFinder:
    """Finds organisations of nearly the same name and place among those that were known when it was made."""

    def __init__(self, session: Session) -> None:
        self._place_words = {
            code: frozenset(name_words(f"{name} {other}"))
            for code, name, other in session.execute(
                select(Municipality.code, Municipality.name, Municipality.other_name)
            )
        }
        self._keys: dict[str | None, dict[int, str]] = {}
        self._by_name: dict[str, int] = {}
        known = select(Organisation.id, Organisation.name, Organisation.municipality_code)
        for id_, name, code in session.execute(known.order_by(Organisation.id)):
            self._keys.setdefault(code, {})[id_] = self.key(name, code)
            self._by_name.setdefault(self.key(name, None), id_)

    def nearest(self, name: str, municipality_code: str | None) -> Twin | None:
        """The known organisation that is most like it, or None.

        In its own municipality, and among those of which no place is known, the names may differ by typing
        errors, the order of words and the name of the place; elsewhere they must be the same words.
        """
        key = self.key(name, municipality_code)
        places = self._keys if municipality_code is None else (municipality_code, None)
        for place in places:
            near = process.extract(
                key, self._keys.get(place, {}), scorer=fuzz.ratio, score_cutoff=NEAR_NAME, limit=_LOOKED_AT
            )
            for found, _score, id_ in near:
                if _figures(found) == _figures(key):
                    return Twin(id_, same_place=True)
        elsewhere = self._by_name.get(self.key(name, None))
        return None if elsewhere is None else Twin(elsewhere, same_place=False)

    def key(self, name: str, municipality_code: str | None) -> str:
        """The words that tell it from others in its municipality, in alphabetical order."""
        words = name_words(name)
        place = self._place_words.get(municipality_code or "", frozenset())
        return " ".join(sorted(word for word in words if word not in place) or words)


def _figures(key: str) -> list[str]:
    """Groups and schools are told apart by numbers, which a likeness of letters does not see."""
    return [word for word in key.split() if any(letter.isdigit() for letter in word)]
