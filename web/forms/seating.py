"""What does an organiser fill in about tables and rounds, and about where someone sits?"""

from collections.abc import Sequence
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from matcher.seats import MOST_ROUNDS, MOST_SEATS, MOST_TABLES, SeatingSettings
from models.registration import Registration
from web.actions.tables.seating_view import PlanView, Table
from web.actions.tables.seating_wishes import Wish
from web.forms.profile import BoxesField

NUMBER = InputRequired(_l("Vul een getal in."))


def _between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, _l("Kies een aantal van %(min)s tot en met %(max)s."))


class SeatingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """How many tables, seats and rounds, what stays together, and who leads a table."""

    tables = IntegerField(_l("Hoeveel tafels?"), validators=[NUMBER, _between(1, MOST_TABLES)])
    seats = IntegerField(_l("Hoeveel stoelen per tafel?"), validators=[NUMBER, _between(2, MOST_SEATS)])
    rounds = IntegerField(_l("Hoeveel rondes?"), validators=[NUMBER, _between(1, MOST_ROUNDS)])
    coalition_rounds = BoxesField(_l("In welke rondes zit een goedgekeurde coalitie bij elkaar?"))
    door_tables = IntegerField(
        _l("Hoeveel tafels staan dicht bij de deur?"), validators=[NUMBER, _between(0, MOST_TABLES)]
    )
    moderators = BoxesField(_l("Wie leidt een tafel?"))
    moderators_stay = BooleanField(_l("Wie een tafel leidt, blijft alle rondes aan dezelfde tafel"))
    seed = IntegerField(_l("Volgnummer"), validators=[NUMBER, NumberRange(0, 999_999)])

    def __init__(self, people: Sequence[Registration], **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        self.coalition_rounds.choices = {
            str(number): _("Ronde %(number)s", number=number) for number in range(1, MOST_ROUNDS + 1)
        }
        self.moderators.choices = {str(one.id): f"{one.name} ({one.organisation.name})" for one in people}

    @classmethod
    def showing(
        cls, people: Sequence[Registration], settings: SeatingSettings, moderators: Sequence[int]
    ) -> Self:
        """The form with these settings; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls(people)
        told = {
            **settings.as_dict(),
            "coalition_rounds": [str(number) for number in settings.coalition_rounds],
            "moderators": [str(one) for one in moderators],
        }
        return cls(people, data=told)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401  # as the library has it
        """Also refuse more tables by the door than there are."""
        good = bool(super().validate(extra_validators))
        if good and (self.door_tables.data or 0) > (self.tables.data or 0):
            self.door_tables.errors = [
                _("Er zijn %(count)s tafels. Kies niet meer tafels bij de deur.", count=self.tables.data)
            ]
            return False
        return good

    def settings(self) -> SeatingSettings:
        """What was filled in; a chosen round that is not there any more is left out."""
        told = self.data
        numbers = (int(number) for number in told["coalition_rounds"])
        return SeatingSettings(
            tables=told["tables"],
            seats=told["seats"],
            rounds=told["rounds"],
            coalition_rounds=tuple(number for number in numbers if number <= told["rounds"]),
            moderators_stay=told["moderators_stay"],
            door_tables=told["door_tables"],
            seed=told["seed"],
        )

    def chosen_moderators(self) -> frozenset[int]:
        """The ids of the registrations that were ticked."""
        return frozenset(int(one) for one in self.moderators.data or ())


class WishForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Where someone should sit."""

    moderator = BooleanField(_l("Leidt een tafel"))
    near_door = BooleanField(_l("Zit dicht bij de deur"))
    stays = BooleanField(_l("Blijft alle rondes aan dezelfde tafel"))
    table = IntegerField(_l("Zit altijd aan tafel nummer"), validators=[Optional(), _between(1, MOST_TABLES)])

    @classmethod
    def showing(cls, wish: Wish) -> Self:
        """The form with this wish; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        return cls(obj=wish)

    def wish(self) -> Wish:
        """What was filled in."""
        return Wish(self.moderator.data, self.table.data, self.near_door.data, self.stays.data)


class MoveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Where someone goes in one round: to a table with room (`tafel-3`), or in exchange (`ruil-17`)."""

    to = SelectField(
        _l("Waarheen?"), validators=[InputRequired(_l("Kies een tafel, of iemand om mee te ruilen."))]
    )

    def __init__(self, view: PlanView, number: int, registration_id: int, **values: Any) -> None:  # noqa: ANN401
        super().__init__(prefix=f"ronde-{number}", **values)
        tables = view.rounds[number - 1]
        own = next((table for table in tables if _sits_at(table, registration_id)), None)
        others = [table for table in tables if table is not own]
        room = [
            (
                f"tafel-{table.number}",
                _("Tafel %(number)s (%(free)s vrij)", number=table.number, free=table.free),
            )
            for table in others
            if table.free
        ]
        people = [
            (
                f"ruil-{chair.person.registration_id}",
                f"{chair.person.name} ({chair.person.organisation}), {table.number}",
            )
            for table in others
            for chair in table.taken
            if chair.person and own
        ]
        groups = {_("Naar een tafel met plaats"): room, _("Ruilen met (naam, tafel)"): people}
        self.to.choices = {
            "": [("", _("Kies …"))],
            **{title: options for title, options in groups.items() if options},
        }

    def goal(self) -> tuple[str, int]:
        """`tafel` or `ruil`, and the number of the table or of the other person."""
        word, _dash, number = str(self.to.data).partition("-")
        return word, int(number)


def _sits_at(table: Table, registration_id: int) -> bool:
    return any(chair.person and chair.person.registration_id == registration_id for chair in table.taken)
