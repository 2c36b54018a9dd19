"""What does a row of a file describe, and what can be wrong with its cells?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class CellFaultCode(StrEnum):
    """What is wrong with a cell."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    BROKEN = "broken"
    KIND_UNKNOWN = "kind_unknown"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_ELSEWHERE = "place_elsewhere"
    PERSONAL_DATA = "personal_data"
    TOO_MANY_STATEMENTS = "too_many_statements"
    NOT_A_WEBSITE = "not_a_website"
    NOT_AN_EMAIL = "not_an_email"
    CONTACT_WITHOUT_EMAIL = "contact_without_email"
    TWICE_IN_FILE = "twice_in_file"


@dataclass(frozen=True, slots=True)
class CellFault:
    """Something wrong with one cell, such as C7; `found` is what stands there, `wanted` what could."""

    cell: str
    code: CellFaultCode
    found: str = ""
    wanted: tuple[str, ...] = ()

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """The fault as it was stored."""
        return cls(told["cell"], CellFaultCode(told["code"]), told["found"], tuple(told["wanted"]))

    def as_json(self) -> dict[str, Any]:
        """The fault as it is stored."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Draft:
    """The organisation that a row describes; what its faulty cells say is left out."""

    name: str = ""
    kind_slug: str | None = None
    municipality_code: str | None = None
    about: str = ""
    website: str = ""
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    contact: str = ""
    email: str = ""

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """The draft as it was stored; what is not there is blank."""
        lists = {name: tuple(told.get(name, ())) for name in ("offers", "needs")}
        return cls(**{**told, **lists})

    def as_json(self) -> dict[str, Any]:
        """The draft as it is stored: blank values are left out."""
        return {name: value for name, value in asdict(self).items() if value}
