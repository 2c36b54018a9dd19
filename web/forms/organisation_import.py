"""What does an organiser send to import organisations? One file; and then a choice for each row."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from models.organisation_import import RowChoice, RowFinding

# The words of an address and what they mean.
FINDINGS: Mapping[str, RowFinding | None] = {
    "fout": RowFinding.FAULTY,
    "bekend": RowFinding.NEAR,
    "nieuw": RowFinding.NEW,
    "alles": None,
}
_ROW = "row-"


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The file with organisations."""

    file = FileField(_l("Bestand met organisaties"), validators=[FileRequired(_l("Kies een bestand."))])


def row_field(number: int) -> str:
    """The name of the field in which the choice for this row stands."""
    return f"{_ROW}{number}"


def sent_choices(form: Mapping[str, str]) -> dict[int, RowChoice]:
    """The choices by the number of their row; raises ValueError on what no page of ours sends."""
    return {
        int(name.removeprefix(_ROW)): RowChoice(value)
        for name, value in form.items()
        if name.startswith(_ROW)
    }
