"""What does a region write for a national meeting, and under which theme does the plenary speak of it?"""

from collections.abc import Sequence
from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField

from models.finding import Finding, FindingKind
from web.actions.afterwards.findings import MOST_FINDINGS, FindingDraft
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_NAME, at_most, tidy_line, tidy_text

# What fits on a page that is read from the back of the room.
LONGEST_FINDING, LONGEST_WHY = 200, 300


def _text(label: str) -> StringField:
    return StringField(label, filters=[tidy_line], validators=[at_most(LONGEST_FINDING), no_personal_data])


def _why(label: str) -> TextAreaField:
    return TextAreaField(label, filters=[tidy_text], validators=[at_most(LONGEST_WHY), no_personal_data])


class FindingsForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Three things that work and three that do not, each with a reason."""

    works_0 = _text(_l("Dit werkt (1)"))
    works_0_why = _why(_l("Waarom? (1)"))
    works_1 = _text(_l("Dit werkt (2)"))
    works_1_why = _why(_l("Waarom? (2)"))
    works_2 = _text(_l("Dit werkt (3)"))
    works_2_why = _why(_l("Waarom? (3)"))
    fails_0 = _text(_l("Dit werkt niet (1)"))
    fails_0_why = _why(_l("Waarom? (1)"))
    fails_1 = _text(_l("Dit werkt niet (2)"))
    fails_1_why = _why(_l("Waarom? (2)"))
    fails_2 = _text(_l("Dit werkt niet (3)"))
    fails_2_why = _why(_l("Waarom? (3)"))

    @classmethod
    def showing(cls, told: Sequence[FindingDraft]) -> Self:
        """The form with what is told; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        known: dict[str, str] = {}
        for kind in FindingKind:
            for number, one in enumerate([each for each in told if each.kind is kind][:MOST_FINDINGS]):
                known |= {f"{kind}_{number}": one.text, f"{kind}_{number}_why": one.why}
        return cls(data=known)

    def pairs(self, kind: FindingKind) -> list[tuple[Field, Field]]:
        """The fields of this kind: what, and why."""
        return [(self[f"{kind}_{number}"], self[f"{kind}_{number}_why"]) for number in range(MOST_FINDINGS)]

    def drafts(self) -> list[FindingDraft]:
        """What was filled in."""
        return [
            FindingDraft(kind, text.data, why.data or "")
            for kind in FindingKind
            for text, why in self.pairs(kind)
            if text.data
        ]

    def validate(self, extra_validators: object = None) -> bool:
        """Also refuse a reason without what it is the reason of."""
        sound = super().validate(extra_validators)
        for kind in FindingKind:
            for text, why in self.pairs(kind):
                if why.data and not text.data:
                    text.errors = [_l("Schrijf ook op wat er wel of niet werkt. Er staat nu alleen waarom.")]
                    sound = False
        return bool(sound)


class ThemesForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A theme for each finding; see themes_form."""

    def theme_of(self, finding_id: int) -> Field:
        """The field of this finding."""
        found: Field = self[f"theme_{finding_id}"]
        return found

    def themes(self, findings: Sequence[Finding]) -> dict[int, str]:
        """What was filled in for each, by id."""
        return {one.id: self.theme_of(one.id).data or "" for one in findings}


def themes_form(findings: Sequence[Finding]) -> ThemesForm:
    """The form with a field for each of these; when it was sent, with what was typed."""

    class OwnThemesForm(ThemesForm):
        pass

    for one in findings:
        field = StringField(
            _l("Thema"), filters=[tidy_line], validators=[at_most(LONGEST_NAME), no_personal_data]
        )
        setattr(OwnThemesForm, f"theme_{one.id}", field)
    if request.method == "POST":
        return OwnThemesForm()
    return OwnThemesForm(data={f"theme_{one.id}": one.theme for one in findings})
