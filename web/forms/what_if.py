"""What does an organiser fill in to try a change before it is made?"""

from collections.abc import Iterator, Sequence
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import RangeInput

from matcher.constraints import Group
from matcher.settings import MatcherSettings
from models.organisation import Organisation
from web.actions.organising.meeting_draft import MOST_PROPOSALS
from web.actions.proposals.what_if import Change

NUMBER = InputRequired(_l("Vul een getal in."))
RANGE = _l("Kies een aantal van %(min)s tot en met %(max)s.")
# What is tried with a group, as it stands in an address.
TRIED = ("vast", "weiger", "apart")


class WhatIfForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Other settings, and a decision on two organisations or on the groups that the address names."""

    courage = IntegerField(_l("Durf"), widget=RangeInput(), validators=[NUMBER, NumberRange(0, 100, RANGE)])
    minimum = IntegerField(
        _l("Ten minste zoveel tweetallen per organisatie"),
        validators=[NUMBER, NumberRange(0, MOST_PROPOSALS, RANGE)],
    )
    maximum = IntegerField(
        _l("Hoogstens zoveel tweetallen per organisatie"),
        validators=[NUMBER, NumberRange(1, MOST_PROPOSALS, RANGE)],
    )
    first = SelectField(_l("De ene organisatie"), validators=[Optional()])
    second = SelectField(_l("De andere organisatie"), validators=[Optional()])
    what = RadioField(
        _l("Wat probeert u met deze twee?"),
        default="vast",
        validators=[Optional()],
        choices=lambda: {"vast": _("Vastzetten"), "apart": _("Uit elkaar zetten")},
    )

    def __init__(self, organisations: Sequence[Organisation], **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        self.known = frozenset(one.id for one in organisations)
        options = [("", _("Geen")), *((str(one.id), one.name) for one in organisations)]
        self.first.choices = self.second.choices = options

    @classmethod
    def showing(cls, organisations: Sequence[Organisation], settings: MatcherSettings) -> Self:
        """The form with the settings as they are; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls(organisations)
        told = {
            "courage": round(settings.courage * 100),
            "minimum": settings.minimum_proposals,
            "maximum": settings.maximum_proposals,
        }
        return cls(organisations, data=told)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401  # as the library has it
        """Also refuse a minimum above the maximum, and half a pair."""
        good = bool(super().validate(extra_validators))
        if good and (self.minimum.data or 0) > (self.maximum.data or 0):
            self.minimum.errors = [_("Het minste aantal is hoger dan het grootste aantal.")]
            return False
        if good and (bool(self.first.data) != bool(self.second.data) or self._is_one()):
            self.second.errors = [_("Kies twee verschillende organisaties, of geen van beide.")]
            return False
        return good

    def change(self, settings: MatcherSettings) -> Change:
        """What differs from these settings, and the decisions that are tried."""
        tried = {word: list(groups) for word, groups in self.groups().items()}
        if self.first.data:
            pair = tuple(sorted((int(self.first.data), int(self.second.data))))
            tried["apart" if self.what.data == "apart" else "vast"].append(pair)
        courage = (self.courage.data or 0) / 100
        least, most = self.minimum.data, self.maximum.data
        return Change(
            courage=None if courage == round(settings.courage, 2) else courage,
            minimum=None if least == settings.minimum_proposals else least,
            maximum=None if most == settings.maximum_proposals else most,
            pin=tuple(tried["vast"]),
            refuse=tuple(tried["weiger"]),
            apart=tuple(tried["apart"]),
        )

    def groups(self) -> dict[str, tuple[Group, ...]]:
        """What the address or the form asks to try, by word: groups of two or more who all come."""
        return {word: tuple(self._asked(word)) for word in TRIED}

    def _asked(self, word: str) -> Iterator[Group]:
        for part in request.values.getlist(word):
            numbers = part.split("-")
            group = {int(one) for one in numbers if one.isdecimal()}
            if len(group) > 1 and len(group) == len(numbers) and group <= self.known:
                yield tuple(sorted(group))

    def _is_one(self) -> bool:
        return bool(self.first.data) and self.first.data == self.second.data
