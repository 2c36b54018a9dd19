"""Who asks for something, and what are they entitled to?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts. Not signed in: all empty.

    `registration_id`: they came by the personal link of one registration and may see its match list.
    `organises`: codes of their regions. `edits`: ids of the organisations that they may change;
    `owns`: those among them of which they are an owner, who decides about its people.
    `name`: how the page greets them; their mail address as long as they have not told their name.
    """

    person_id: int | None = None
    registration_id: int | None = None
    organises: frozenset[str] = frozenset()
    edits: frozenset[int] = frozenset()
    owns: frozenset[int] = frozenset()
    name: str = ""


NOBODY = Actor()
SERVICE = Actor(name="service")
