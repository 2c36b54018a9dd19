"""Documented practices hold known words, in both languages, each with a source and a place that is right."""

import csv
from urllib.parse import urlsplit

from matcher.kinds import kinds
from matcher.labels import LabelKind, labels_of, themes
from models.facts import DATA
from web.actions.afterwards.documented_practices import documented_practices


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_practices_speak_of_known_kinds_themes_and_groups():
    practices = documented_practices()

    assert {slug for each in practices for slug in each.kinds} - set(kinds()) == set()
    assert {slug for each in practices for slug in each.themes} - {theme.slug for theme in themes()} == set()
    groups = {group.slug for group in labels_of(LabelKind.GROUP)}
    assert {slug for each in practices for slug in each.groups} - groups == set()
    assert [each.slug for each in practices if not (each.kinds[1:] and each.themes and each.groups)] == []


def test_practices_are_many_and_each_has_its_own_safe_source():
    practices = documented_practices()

    assert len(practices) >= 25
    assert (
        len({each.slug for each in practices}) == len({each.source for each in practices}) == len(practices)
    )
    assert {urlsplit(each.source).scheme for each in practices} == {"https"}


def test_practices_are_told_in_both_languages_and_say_what_is_our_own_reading():
    for each in documented_practices():
        told = [each.name, each.did, each.chance, each.pitfall]
        assert all(text.strip() for one in told for text in (one.nl, one.en)), each.slug
        assert each.place.strip()
        assert each.source_name.strip()
        assert each.ours <= {"chance", "pitfall"}


def test_practices_lie_in_the_region_of_their_municipality():
    region_of = {row["name"]: row["region"] for row in rows("municipalities.csv")}
    known = {row["code"] for row in rows("regions.csv")}

    for each in documented_practices():
        assert each.regions <= known, each.slug
        assert each.place not in region_of or region_of[each.place] in each.regions, each.slug
