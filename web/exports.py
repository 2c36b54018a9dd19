"""How does a list become a file to take along? XLSX or CSV, by the same few lines for every list."""

from flask import Response

from web.clock import HERE, now
from web.spreadsheets.writing import Table, csv_of, xlsx_of

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export_answer(table: Table, name: str, form: str) -> Response:
    """The table as a file to download; `name` begins its name, the day follows; `form`: xlsx or csv."""
    body = xlsx_of(table) if form == "xlsx" else csv_of(table)
    return file_answer(body, f"{name}-{now().astimezone(HERE):%Y-%m-%d}", form)


def file_answer(body: bytes, name: str, form: str) -> Response:
    """These bytes as a file to download; `form`: xlsx or csv."""
    disposition = f'attachment; filename="{name}.{form}"'
    return Response(body, content_type=KINDS[form], headers={"Content-Disposition": disposition})
