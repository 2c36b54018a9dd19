"""Every Dutch text has an English one with the same placeholders and tags, and none is left over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
REMEDY = "./run texts, then write the English in the catalogue"
# What has to come through unchanged: placeholders, tags, and white space at either end.
MARKS = re.compile(r"%\(\w+\)s|</?\w[^>]*>|^\s|\s$")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def texts_with_translations(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each Dutch text with its English one; of a text with a plural both forms."""
    for message in catalogue:
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            yield from zip(message.id, message.string, strict=True)


def test_catalogue_has_exactly_the_texts_of_the_site(catalogue):
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords={**DEFAULT_KEYWORDS, "_l": None})
    marked = Catalog()
    for _file, _line, text, _comments, context in found:
        marked.add(text, context=context)

    missing, left_over = (
        {(message.context, message.id) for message in one if message.id}
        - {(message.context, message.id) for message in other}
        for one, other in ((marked, catalogue), (catalogue, marked))
    )

    assert (missing, left_over) == (set(), set()), REMEDY


def test_english_texts_are_complete(catalogue):
    texts = list(texts_with_translations(catalogue))

    assert len(texts) > 1
    assert [dutch for dutch, english in texts if not english] == [], REMEDY


def test_catalogue_has_no_doubtful_and_no_old_texts(catalogue):
    assert [message.id for message in catalogue if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_english_texts_keep_placeholders_and_tags(catalogue):
    changed = [
        (dutch, english)
        for dutch, english in texts_with_translations(catalogue)
        if dutch and sorted(MARKS.findall(dutch)) != sorted(MARKS.findall(english))
    ]

    assert changed == []
