"""The documents say what the code says."""

import re
from pathlib import Path

from matcher.review import ALLOWED_MOVES
from web.app import create_app
from web.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
LAYERS = ("matcher", "models", "seeds", "tests", "web")
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
