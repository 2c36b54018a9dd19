"""What does an organiser see of an import? The rows with their faults and choices, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, render_template, request

from models.kind import Kind
from models.organisation_import import ImportRow, ImportState, OrganisationImport, RowChoice, RowFinding
from models.queries import imports as queries
from models.region import Municipality, Region
from web.actions.organisations.import_draft import CellFault, Draft
from web.actions.organisations.imports import possible_choices
from web.database import get_session
from web.forms.organisation_import import FINDINGS, row_field
from web.i18n import named
from web.words.imports import cell_sentence, choice_word, finding_word, keep_word

ROWS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it: what it describes, what is wrong, whom it is like, what can be chosen."""

    row: ImportRow
    draft: Draft
    kind: str
    place: str
    faults: tuple[CellFault, ...]
    choices: tuple[RowChoice, ...]


def find_import(code: str, import_id: int) -> OrganisationImport:
    """The import of this region, or the page "bestaat niet"."""
    wanted = get_session().get(OrganisationImport, import_id)
    if wanted is None or wanted.region_code != code:
        abort(404)
    return wanted


def preview_page(wanted: OrganisationImport) -> str:
    """What was read, before anything is carried out."""
    session = get_session()
    findings = queries.count_findings(session, wanted.id)
    first = next((word for word, finding in FINDINGS.items() if finding and findings[finding]), "alles")
    word = request.args.get("rijen", first)
    finding = FINDINGS.get(word)
    total = sum(findings.values()) if finding is None else findings[finding]
    pages = max(1, -(-total // ROWS_PER_PAGE))
    page = min(max(request.args.get("pagina", 1, type=int), 1), pages)
    offset = (page - 1) * ROWS_PER_PAGE
    rows = queries.rows_of(session, wanted.id, finding, offset=offset, limit=ROWS_PER_PAGE)
    return render_template(
        "organiser/import_preview.html",
        wanted=wanted,
        region=session.get_one(Region, wanted.region_code),
        rows=_shown(rows, wanted.region_code),
        findings={None: sum(findings.values()), **findings},
        choices=queries.count_choices(session, wanted.id),
        word=word if word in FINDINGS else "alles",
        words=FINDINGS,
        page=page,
        pages=pages,
        cell_sentence=cell_sentence,
        choice_word=choice_word,
        finding_word=finding_word,
        row_field=row_field,
        all_choices=_choices_for_all(finding),
    )


def done_page(wanted: OrganisationImport) -> str:
    """What was carried out, what can be undone, and what cannot."""
    session = get_session()
    return render_template(
        "organiser/import_done.html",
        wanted=wanted,
        region=session.get_one(Region, wanted.region_code),
        is_undone=wanted.state is ImportState.UNDONE,
        outcomes=queries.count_outcomes(session, wanted.id),
        kept=queries.kept_with_names(session, wanted.id),
        keep_word=keep_word,
    )


def _shown(rows: Sequence[ImportRow], region_code: str) -> list[ShownRow]:
    session = get_session()
    within = queries.ids_within(session, region_code)
    shown = []
    for row in rows:
        draft = Draft.of_json(row.draft)
        kind = session.get(Kind, draft.kind_slug) if draft.kind_slug else None
        place = session.get(Municipality, draft.municipality_code) if draft.municipality_code else None
        shown.append(
            ShownRow(
                row=row,
                draft=draft,
                kind=named(kind) if kind else "",
                place=place.name if place else "",
                faults=tuple(CellFault.of_json(fault) for fault in row.faults),
                choices=possible_choices(row, within),
            )
        )
    return shown


def _choices_for_all(finding: RowFinding | None) -> tuple[RowChoice, ...]:
    """What makes sense for all rows of a finding at once."""
    if finding is RowFinding.NEAR:
        return tuple(RowChoice)
    return () if finding is None else (RowChoice.MAKE, RowChoice.SKIP)
