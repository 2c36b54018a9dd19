"""What does an organiser send from the coalition board? A move, or a card to save."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, ValidationError
from wtforms.validators import InputRequired

from web.actions.proposals.coalition_moves import NEW_CARD
from web.actions.proposals.coalition_saving import CardSeen

# What stands in an address or a form for a card that is not there: none, and a new one.
OFF, NEW = "los", "nieuw"
HIGHEST = 2**31


class MoveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """An organisation, the card on which it was seen, and where it goes."""

    organisation = IntegerField(validators=[InputRequired()])
    seen = HiddenField(name="van", validators=[InputRequired()])
    to = HiddenField(name="naar", validators=[InputRequired()])

    def validate_seen(self, field: Any) -> None:  # noqa: ANN401  # the library's own class
        """Refuse what is no card."""
        _require_card(field.data)

    def validate_to(self, field: Any) -> None:  # noqa: ANN401  # the library's own class
        """Refuse what is no card and no new one."""
        if field.data != NEW:
            _require_card(field.data)

    def places(self) -> tuple[int | None, int | None]:
        """The card on which it was seen, and where it goes; None = no card."""
        to = self.to.data or ""
        return _card(self.seen.data or ""), NEW_CARD if to == NEW else _card(to)


class SaveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A card to save, with the members that the page showed."""

    number = IntegerField(name="kaart", validators=[InputRequired()])
    members = HiddenField(name="leden", validators=[InputRequired()])
    without_party = BooleanField(name="zonder_partij")

    def validate_members(self, field: Any) -> None:  # noqa: ANN401  # the library's own class
        """Refuse what is no list of ids."""
        if not all(part.isdecimal() for part in field.data.split(",")):
            raise ValidationError("no list of ids")

    def card(self) -> CardSeen:
        """The card as the organiser saw it."""
        members = (self.members.data or "").split(",")
        return CardSeen(self.number.data or 0, frozenset(int(part) for part in members))


def _require_card(text: str) -> None:
    if text != OFF and not (text.isascii() and text.isdecimal() and 0 < int(text) < HIGHEST):
        raise ValidationError("no card")


def _card(text: str) -> int | None:
    return None if text == OFF else int(text)
