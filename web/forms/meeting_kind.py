"""What does an organiser fill in about a kind of meeting?"""

from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from models.meeting import MeetingKind
from web.actions.organising.meeting_kinds import KindDraft, KindNameTakenError
from web.forms.parties import PartiesForm, stored_parties
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_NAME, at_most, filled, tidy_line, tidy_text
from web.words.organiser import party_sentence

LONGEST_DESCRIPTION = 1_000


class MeetingKindForm(Guarded, PartiesForm):
    """A kind of meeting with its parties."""

    name_nl = StringField(
        _l("Naam van de soort"),
        filters=[tidy_line],
        validators=[filled(_l("Geef de soort een naam.")), at_most(LONGEST_NAME)],
    )
    name_en = StringField(
        _l("Naam in het Engels"),
        filters=[tidy_line],
        validators=[filled(_l("Geef de soort ook een Engelse naam.")), at_most(LONGEST_NAME)],
    )
    description = TextAreaField(
        _l("Wat gebeurt er op zo’n bijeenkomst?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_DESCRIPTION), no_personal_data],
    )
    description_en = TextAreaField(
        _l("Hetzelfde in het Engels"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_DESCRIPTION), no_personal_data],
    )

    @classmethod
    def of_kind(cls, kind: MeetingKind | None) -> Self:
        """The form about this kind, None = a new one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        if kind is None:
            return cls(data=stored_parties([]))
        same = ("name_nl", "name_en", "description", "description_en")
        told = {name: getattr(kind, name) for name in same}
        return cls(data={**told, **stored_parties(kind.parties), "anyone": not kind.parties})

    def draft(self) -> KindDraft:
        """What was filled in."""
        told = self.data
        return KindDraft(
            name_nl=told["name_nl"],
            name_en=told["name_en"],
            description=told["description"] or "",
            description_en=told["description_en"] or "",
            parties=list(self.drafts().values()),
            anyone=told["anyone"],
        )

    def show_taken(self, refusal: KindNameTakenError) -> None:
        """Say at the name that another kind has it."""
        self[refusal.field].errors = [party_sentence("kind_name_taken")]
