"""The documents say what the code says."""

import re
from collections import Counter
from pathlib import Path

from sqlalchemy import JSON, Column, Enum, String

from matcher.review import ALLOWED_MOVES
from models.tables import ALL_TABLES
from web.app import create_app
from web.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
LAYERS = ("matcher", "models", "seeds", "tests", "web")
TABLES = ALL_TABLES.sorted_tables
OF_PEOPLE = {
    "contact_view",
    "decision_link",
    "draft",
    "email_change",
    "invitation",
    "join_request",
    "message",
    "organisation_member",
    "person",
    "region_organiser",
    "registration",
    "sign_in_token",
    "user_session",
}
NOT_DESCRIBED = {"tests", "versions", "vendor", "macros", "__pycache__"}


def read(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_architecture_names_every_folder():
    named = set(re.findall(r"^\| `([a-z_/]+)/` \|", read("architecture.md"), flags=re.MULTILINE))
    found = set(LAYERS) | {
        f"{layer}/{folder.name}"
        for layer in LAYERS
        if layer != "tests"
        for folder in (ROOT / layer).iterdir()
        if folder.is_dir() and folder.name not in NOT_DESCRIBED
    }
    # Packages within a package, such as web/actions/lists.
    found |= {
        str(file.parent.relative_to(ROOT))
        for layer in LAYERS
        for file in ROOT.glob(f"{layer}/*/*/__init__.py")
    }

    assert named == found


def test_architecture_lists_the_allowed_moves():
    rows = re.findall(r"^\| `(\w+)` \| (`.*`) \|$", read("architecture.md"), flags=re.MULTILINE)
    documented = {start: set(re.findall(r"`(\w+)`", ends)) for start, ends in rows}

    assert documented == {start.value: {end.value for end in ends} for start, ends in ALLOWED_MOVES.items()}


def test_operating_lists_every_setting():
    documented = set(re.findall(r"^\| `(\w+)` \|", read("operating.md"), flags=re.MULTILINE))

    assert documented == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def test_routes_lists_every_page_and_who_may_see_it():
    documented = re.findall(r"^\| `(.+)` \| (.+) \| (\w+) \|$", read("routes.md"), flags=re.MULTILINE)

    assert documented == routes()


def routes() -> list[tuple[str, str, str]]:
    """Every page as it should stand in docs/routes.md: path, methods, permission."""
    settings = Settings(
        _env_file=None,
        database_url="sqlite://",
        secret_key="a key that is used for this test only",
        base_url="http://localhost",
        demo=True,
    )
    app = create_app(settings)
    return sorted(
        (
            rule.rule,
            ", ".join(sorted(rule.methods - {"HEAD", "OPTIONS"})),
            app.view_functions[rule.endpoint].permission.__name__,
        )
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    )


def test_record_of_processing_names_every_personal_column():
    columns, others = read("record-of-processing.md").split("## Texts without personal data")
    personal = re.findall(r"`(\w+\.\w+)`", columns)
    impersonal = re.findall(r"`(\w+\.(?:\w+|\*))`", others)

    assert sorted(personal) == sorted(set(personal))
    assert [name for name in personal if name.replace(".", ".c.") not in every_column()] == []
    assert sorted(unexplained(set(personal), set(impersonal))) == []


def every_column() -> set[str]:
    return {f"{table.name}.c.{column.name}" for table in TABLES for column in table.columns}


def unexplained(personal: set[str], impersonal: set[str]) -> set[str]:
    """The columns that can hold something of a person, and that the record says nothing of.

    Those are all columns of a table whose rows belong to a person, and every text and reference elsewhere.
    """
    return {
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if (table.name in OF_PEOPLE or can_tell_of_someone(column))
        and f"{table.name}.{column.name}" not in personal | impersonal
        and f"{table.name}.*" not in impersonal
    }


def can_tell_of_someone(column: Column) -> bool:
    to_people = any(key.column.table.name == "person" for key in column.foreign_keys)
    free = isinstance(column.type, (String, JSON)) and not isinstance(column.type, Enum)
    return to_people or (free and not column.foreign_keys)


def test_how_the_data_travels_is_told_once():
    travels = read("architecture.md").split("## How the data travels")[1].split("\n\n")[1]

    steps = [row.split("|")[1].strip() for row in travels.splitlines()]

    assert [step for step, times in Counter(steps).items() if times > 1] == []
