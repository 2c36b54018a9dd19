"""What does someone look for among the good practices, and how does an initiative come to stand there?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired

from web.actions.afterwards.initiative_sharing import SharingRefused
from web.actions.afterwards.practices import Wanted
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_NAME, tidy_line
from web.words.initiatives import sharing_fault_sentence

MOST_WORDS = 8  # more of them only make the search slow
_NAMES = ("woorden", "soort", "thema", "groep")


@dataclass(frozen=True, slots=True)
class PracticeQuery:
    """What the search form holds, as it was typed; empty = does not matter."""

    woorden: str = ""
    soort: str = ""
    thema: str = ""
    groep: str = ""

    @classmethod
    def from_request(cls) -> Self:
        """What stands in the address of the page."""
        return cls(**{name: tidy_line(request.args.get(name))[:LONGEST_NAME] for name in _NAMES})

    def as_words(self) -> dict[str, str]:
        """What is filled in, to stand in an address."""
        return {name: getattr(self, name) for name in _NAMES if getattr(self, name)}

    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(tuple(self.woorden.split()[:MOST_WORDS]), self.soort, self.thema, self.groep)


class ShareForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """By which themes and groups an initiative is found, and that its partners agree."""

    themes = BoxesField(
        _l("Over welke thema’s gaat het?"),
        validators=[InputRequired(_l("Kies een thema. Zo vinden anderen u."))],
    )
    groups = BoxesField(_l("Voor wie is het?"))
    agreed = BooleanField(
        _l("De partners vinden het goed dat iedereen dit kan lezen."),
        validators=[InputRequired(_l("Vraag het eerst aan de partners. Zet daarna een vinkje."))],
    )

    @classmethod
    def showing(
        cls,
        themes: Iterable[tuple[str, str]],
        groups: Iterable[tuple[str, str]],
        chosen: tuple[Sequence[str], Sequence[str]],
    ) -> Self:
        """The form with these choices; when it was sent, with what was ticked."""
        form = cls() if request.method == "POST" else cls(data={"themes": chosen[0], "groups": chosen[1]})
        form.themes.choices, form.groups.choices = list(themes), list(groups)
        return form

    def show_fault(self, refusal: SharingRefused) -> None:
        """Say why it was refused."""
        self.form_errors.append(sharing_fault_sentence(refusal.fault))
