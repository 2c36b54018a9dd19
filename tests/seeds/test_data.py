"""Is the example region's data whole, harmless, and no two voices alike?"""

import csv
import re
import tomllib
from collections import Counter
from datetime import datetime
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from matcher.labels import LabelKind, labels_of, themes
from matcher.review import RefusalReason

_ROOT = Path(__file__).parents[2]
_DATA, _WORDS = _ROOT / "seeds" / "data", _ROOT / "models" / "data"
_SIZES = {"1", "2-9", "10-49", "50-249", "250+"}
_REGION = "AM06"

Table = dict[str, Any]


def _read(name: str, key: str, folder: Path = _DATA) -> list[Table]:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))[key]


def _slugs(tables: list[Table]) -> set[str]:
    return {table["slug"] for table in tables}


def _facts(path: str, delimiter: str) -> list[dict[str, str]]:
    with (_ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


FILES = sorted((_DATA / "organisations").glob("*.toml"))
ORGANISATIONS = list(
    chain.from_iterable(_read(f"organisations/{file.name}", "organisation") for file in FILES)
)
INVENTED = [o for o in ORGANISATIONS if o["invented"]]
DOCUMENTED = [o for o in ORGANISATIONS if not o["invented"]]
BY_SLUG = {o["slug"]: o for o in ORGANISATIONS}
MEETINGS = _read("meetings.toml", "meeting")
MEETING_KINDS = _read("meeting_kinds.toml", "meeting_kind", _WORDS)
KINDS = _facts("matcher/knowledge/kinds.tsv", "\t")
MUNICIPALITIES = _facts("models/data/municipalities.csv", ",")


def _statements(organisation: Table) -> list[str]:
    return [*organisation.get("offers", []), *organisation.get("needs", [])]


def _sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])['”]?\s+", text) if s]


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.lower())


def _runs(organisation: Table, length: int) -> set[tuple[str, ...]]:
    texts = [_words(text) for text in (organisation.get("about", ""), *_statements(organisation))]
    return {tuple(words[i : i + length]) for words in texts for i in range(len(words) - length + 1)}


def test_slugs_and_names_are_unique():
    assert len(BY_SLUG) == len(ORGANISATIONS)
    assert len({o["name"] for o in ORGANISATIONS}) == len(ORGANISATIONS)


def test_organisations_use_known_words_only():
    kinds = _slugs(KINDS)
    known_themes = {theme.slug for theme in themes()}
    names, groups = {row["name"] for row in MUNICIPALITIES}, {one.slug for one in labels_of(LabelKind.GROUP)}

    unknown = [
        (o["slug"], word)
        for o in ORGANISATIONS
        for word, known in (
            (o["kind"], kinds),
            *((theme, known_themes) for theme in o.get("themes", [])),
            *((group, groups) for group in o.get("groups", [])),
            *((name, names) for name in o.get("area", [])),
            *((o[key], names) for key in ["municipality"] if key in o),
            *((o[key], _SIZES) for key in ["size"] if key in o),
        )
        if word not in known
    ]

    assert unknown == []


def test_invented_organisations_live_in_the_region():
    region = {row["name"] for row in MUNICIPALITIES if row["region"] == _REGION}

    assert {o["municipality"] for o in INVENTED} == region


def test_invented_organisations_are_many_and_of_many_kinds():
    assert len(INVENTED) >= 60
    assert len({o["kind"] for o in INVENTED}) >= 35


def test_some_profiles_are_half_filled_in():
    without_needs = [o for o in INVENTED if o.get("offers") and not o.get("needs")]
    without_offers = [o for o in INVENTED if o.get("needs") and not o.get("offers")]
    bare = [o for o in INVENTED if not _statements(o) and "about" not in o]

    assert [bool(without_needs), bool(without_offers), bool(bare)] == [True, True, True]


def test_profiles_keep_their_limits():
    too_much = [
        o["slug"]
        for o in ORGANISATIONS
        if len(o.get("offers", [])) > 5
        or len(o.get("needs", [])) > 5
        or len(_sentences(o.get("about", ""))) > 5
        or any(len(statement) > 300 for statement in _statements(o))
    ]

    assert too_much == []


def test_contacts_are_unique_and_unreachable():
    people = [*INVENTED, {"contact": _read("experts.toml", "expert") + _read("advisers.toml", "adviser")}]
    contacts = [c for one in people for c in one.get("contact", [])]
    texts = "".join(path.read_text(encoding="utf-8") for path in _DATA.rglob("*.toml"))
    phones = [contact["phone"] for contact in contacts if "phone" in contact]
    assert [c["email"] for c in contacts if not c["email"].endswith("@example.org")] == []
    assert texts.count("@") == len(contacts) == len({c["email"] for c in contacts})
    assert [p for p in phones if not re.fullmatch(r"085-0000\d{3}|06-000000\d{2}", p)] == []
    assert len(set(phones)) == len(phones)


def test_websites_are_examples():
    addresses = [o["website"] for o in ORGANISATIONS if "website" in o]

    assert [a for a in addresses if not re.fullmatch(r"https://[a-z]+\.example\.org", a)] == []


def test_documented_organisations_name_their_source_and_nobody():
    assert [o["slug"] for o in DOCUMENTED if not o.get("source")] == []
    assert [o["slug"] for o in DOCUMENTED if "contact" in o or "website" in o] == []
    assert [o["slug"] for o in INVENTED if "source" in o] == []


def test_no_statement_is_told_twice():
    counts = Counter(" ".join(_words(s)) for o in ORGANISATIONS for s in _statements(o))

    assert [statement for statement, count in counts.items() if count > 1] == []


def test_sentence_openings_differ():
    sentences = [s for o in ORGANISATIONS for s in _sentences(o.get("about", ""))]
    counts = Counter(tuple(_words(sentence)[:3]) for sentence in sentences)

    assert [opening for opening, count in counts.items() if count > 3] == []


def test_no_two_organisations_share_seven_words_in_a_row():
    runs = {o["slug"]: _runs(o, 7) for o in ORGANISATIONS}
    shared = [(one, other, runs[one] & runs[other]) for one, other in combinations(runs, 2)]

    assert [found for found in shared if found[2]] == []


@pytest.mark.parametrize("kind", MEETING_KINDS, ids=lambda kind: kind["slug"])
def test_meeting_kind_names_known_parties(kind):
    sectors = _slugs(_facts("matcher/knowledge/sectors.tsv", "\t"))
    parties = kind["parties"]

    assert {sector for party in parties for sector in party.get("sectors", [])} <= sectors
    assert {slug for party in parties for slug in party.get("kinds", [])} <= _slugs(KINDS)
    assert [party["name"] for party in parties if ("sectors" in party) == ("kinds" in party)] == []
    assert len({party["name"] for party in parties}) == len(parties)


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting["slug"])
def test_meeting_is_sound(meeting):
    names = {row["name"] for row in MUNICIPALITIES}
    regions = {row["region"] for row in MUNICIPALITIES}

    assert meeting["kind"] in _slugs(MEETING_KINDS)
    assert meeting["region"] in regions
    assert set(meeting["area"]) <= names
    assert set(meeting["themes"]) <= {theme.slug for theme in themes()}
    assert meeting["goal"]
    assert meeting["source"]
    if "starts_at" in meeting:
        assert isinstance(meeting["starts_at"], datetime)
        assert meeting["starts_at"] < meeting["ends_at"]
    else:
        assert meeting["start_time"] < meeting["end_time"]
        assert 0 < meeting["final_invitation_days_before"] < meeting["rsvp_days_before"]
        assert meeting["days_from_today"] < 0 or meeting["rsvp_days_before"] < meeting["days_from_today"]


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting["slug"])
def test_registrations_are_of_known_people(meeting):
    maximum = meeting.get("maximum_persons_per_organisation", 0)
    registrations = meeting["registrations"]

    for registration in registrations:
        people = [contact["name"] for contact in BY_SLUG[registration["organisation"]]["contact"]]
        persons = registration["persons"]
        coming = people[:persons] if isinstance(persons, int) else persons
        assert set(coming) <= set(people)
        assert 1 <= len(coming) <= maximum
        assert not isinstance(persons, int) or persons == len(coming)
    assert len({r["organisation"] for r in registrations}) == len(registrations)


def test_every_needed_party_of_an_invented_meeting_is_registered():
    sector_of = {row["slug"]: row["sector"] for row in KINDS}
    parties = {kind["slug"]: kind["parties"] for kind in MEETING_KINDS}
    coming = {
        meeting["slug"]: {BY_SLUG[r["organisation"]]["kind"] for r in meeting["registrations"]}
        for meeting in MEETINGS
    }

    missing = [
        (meeting["slug"], party["name"])
        for meeting in MEETINGS
        if "days_from_today" in meeting
        for party in parties[meeting["kind"]]
        if party["minimum_per_coalition"]
        and not any(
            kind in party.get("kinds", []) or sector_of[kind] in party.get("sectors", [])
            for kind in coming[meeting["slug"]]
        )
    ]

    assert missing == []


def test_acquaintances_are_invented_pairs_named_once():
    pairs = _read("acquaintances.toml", "acquaintance")

    assert {slug for pair in pairs for slug in (pair["one"], pair["other"])} <= _slugs(INVENTED)
    assert [pair for pair in pairs if pair["one"] == pair["other"] or not pair["how"]] == []
    assert len({frozenset((pair["one"], pair["other"])) for pair in pairs}) == len(pairs)


def test_decisions_give_every_reason():
    codes = {decision["code"] for decision in _read("decisions.toml", "decision")}

    assert codes == {reason.value for reason in RefusalReason}
