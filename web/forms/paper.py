"""What did an organiser tick while typing in a form from paper?"""

from dataclasses import dataclass
from typing import Self

from flask import request

from web.actions.lists.encounters import PaperLine

# How many organisations fit under "I also spoke to".
MOST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class TickedBoxes:
    """The ticked boxes, as ids of organisations; what is no number was never on the page."""

    met: frozenset[int]
    agreed: frozenset[int]
    useful: frozenset[int]
    others: tuple[int, ...]
    others_agreed: frozenset[int]

    @classmethod
    def from_request(cls) -> Self:
        """What was sent; nothing when the page is only looked at. `others_agreed`: places in `others`."""
        chosen = (request.form.get(f"ook-{place}", type=int) for place in range(MOST_OTHERS))
        return cls(
            met=frozenset(request.form.getlist("gesproken", type=int)),
            agreed=frozenset(request.form.getlist("afspraak", type=int)),
            useful=frozenset(request.form.getlist("nuttig", type=int)),
            others=tuple(one or 0 for one in chosen),
            others_agreed=frozenset(request.form.getlist("ook-afspraak", type=int)),
        )

    def lines(self) -> list[PaperLine]:
        """What stands on the form of each organisation; who has no tick is left out."""
        ticked = sorted(self.met | self.agreed | self.useful)
        lines = [
            PaperLine(one, one in self.met, one in self.agreed, True if one in self.useful else None)
            for one in ticked
        ]
        return lines + [
            PaperLine(one, met=True, agreed=place in self.others_agreed)
            for place, one in enumerate(self.others)
            if one
        ]
