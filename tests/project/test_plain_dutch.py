"""Is every Dutch text plain, about level B1: short sentences, no stiff words, one word for one thing?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from matcher.labels import labels, lived_moments

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MAILS = ROOT / "web" / "templates" / "mail"
WORDS = ROOT / "models" / "data"
MOST_WORDS = 20  # in one sentence

# Sentences that may be longer, each with the reason.
LONG_SENTENCES: dict[str, str] = {}

# Words that public guidance on plain Dutch advises against, each with what to write instead.
STIFF_WORDS = {
    r"aangaande": "over",
    r"aangezien": "omdat",
    r"alsmede": "en, ook",
    r"alsook": "en, ook",
    r"alvorens": "voordat",
    r"betreffende": "over",
    r"conform": "volgens",
    r"daar (?:u|wij|het|de) \w+ (?:bent|zijn|is)": "omdat",
    r"derhalve": "dus, daarom",
    r"desalniettemin": "toch",
    r"desbetreffende?": "deze, dit",
    r"desgewenst": "als u dat wilt",
    r"dien(?:t|en) te": "moeten",
    r"(?:dient|dienen|diende|dienden) u": "u moet",
    r"doch": "maar",
    r"dusdanige?": "zo, zulke",
    r"echter": "maar, toch",
    r"eveneens": "ook",
    r"gaarne": "graag",
    r"geschiedt": "gebeurt",
    r"heden": "nu, vandaag",
    r"hetgeen": "wat",
    r"hieromtrent": "hierover",
    r"hierbij": "leave it out",
    r"ingevolge": "volgens",
    r"indien": "als",
    r"inzake": "over",
    r"jegens": "tegen, voor",
    r"middels": "met, door",
    r"mits": "als",
    r"naar aanleiding van": "door, na",
    r"omtrent": "over",
    r"onderhavige?": "deze, dit",
    r"respectievelijk": "en",
    r"reeds": "al",
    r"te allen tijde": "altijd",
    r"ten behoeve van": "voor",
    r"ten aanzien van": "over, voor",
    r"ten gevolge van": "door",
    r"ten einde|teneinde": "om",
    r"tenzij": "als ... niet",
    r"tevens": "ook",
    r"thans": "nu",
    r"trachten": "proberen",
    r"uit hoofde van": "door, vanwege",
    r"uwerzijds": "door u",
    r"verstrekken": "geven",
    r"voornemens": "van plan",
    r"voornoemde?": "deze, dit",
    r"voorts": "ook, verder",
    r"wegens": "door, om",
    r"woonachtig": "wonen",
    r"zodoende": "zo, daarom",
    r"zorg ?dragen voor": "zorgen voor",
    r"met betrekking tot": "over",
    r"in het kader van": "voor, bij",
    r"in verband met": "door, om",
    r"met ingang van": "vanaf",
    r"op basis van": "door, met",
    r"door middel van": "met, door",
    r"faciliter\w+": "helpen, mogelijk maken",
    r"implementer\w+": "invoeren",
    r"realiser\w+": "maken",
    r"optimaliser\w+": "beter maken",
    r"\w+, welke": "die, dat",
}

# One word for one thing: what we do not write, and what we write instead.
UNUSED_WORDS = {
    r"bewaar(?! je)|bewaart u|bewaard|niet bewaard": "opslaan (bewaren is what we do with people's data)",
    r"onderwerpen": "thema",
    r"aanvinken|vink aan": "kiezen",
    r"\d{1,3},\d{3}": "a number that the language of the page writes, with the filter `number`",
    r"\d{1,3}\.\d{3}": "a number that the language of the page writes, with the filter `number`",
}


def catalogue() -> Iterator[str]:
    """Every Dutch sentence of templates and code, as it stands there."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            yield from (message.id if isinstance(message.id, (tuple, list)) else (message.id,))


def mails() -> Iterator[str]:
    """The Dutch mails, without what the program fills in."""
    for path in sorted(MAILS.glob("*.nl.txt")):
        yield re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "iets", path.read_text(encoding="utf-8")))


def names() -> Iterator[str]:
    """The Dutch names that people choose from."""
    yield from (moment.name_nl for moment in lived_moments())
    yield from (label.name_nl for label in labels().values())


def texts() -> list[str]:
    return [re.sub(r"<[^>]+>", "", text) for text in (*catalogue(), *mails(), *names()) if text]


def sentences(text: str) -> list[str]:
    filled = re.sub(r"%\(\w+\)s", "iets", text)
    return [s.strip() for s in re.split(r"(?<=[.?!…])[”\"’)]*\s+|\n\n", filled) if s.strip()]


def count_words(sentence: str) -> int:
    return len(re.findall(r"[\w’'-]+", sentence))


def found(pattern: str) -> list[str]:
    word = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
    return [text for text in texts() if word.search(text)]


def test_texts_are_found():
    assert len(list(catalogue())) > 500
    assert len(list(mails())) > 4
    assert len(list(names())) > 30


def test_sentences_are_short():
    long = {s for text in texts() for s in sentences(text) if count_words(s) > MOST_WORDS}

    assert long - LONG_SENTENCES.keys() == set()
    assert LONG_SENTENCES.keys() - long == set(), "these are short by now; take them off the list"


@pytest.mark.parametrize("pattern", STIFF_WORDS)
def test_no_stiff_words(pattern):
    assert found(pattern) == [], f"write instead: {STIFF_WORDS[pattern]}"


@pytest.mark.parametrize("pattern", UNUSED_WORDS)
def test_one_word_for_one_thing(pattern):
    assert found(pattern) == [], f"write instead: {UNUSED_WORDS[pattern]}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("U komt. Wij ook!", ["U komt.", "Wij ook!"]),
        ("“Dat mag.” Zei hij.", ["“Dat mag.", "Zei hij."]),
        ("Er passen er %(limit)s. Maak hem korter.", ["Er passen er iets.", "Maak hem korter."]),
    ],
)
def test_sentences_are_told_apart(text, parts):
    assert sentences(text) == parts
