"""Who speak differently of one thing get a card; who speak alike get none."""

import pytest

from models.facts import DATA
from models.kind import Kind
from web.actions.proposals.same_language import SharedWord, Term, shared_words, words_among


def kind(slug, sector):
    return Kind(slug=slug, sector_slug=sector, name_nl=slug, name_en=slug)


BAILIFF = kind("deurwaarder", "creditor")
FOOD_BANK = kind("voedselbank", "volunteers")
CREDIT_BANK = kind("kredietbank", "debt_help")
SPORTS_CLUB = kind("sportvereniging", "sport")
FUNERAL = kind("uitvaart", "business")
CHURCH = kind("kerk_diaconie", "faith")


def test_each_reads_the_own_word_first():
    seen = [shared_words(BAILIFF, FOOD_BANK, ["sociaal_incasseren"])[0]]
    seen += [word for word in shared_words(FOOD_BANK, BAILIFF, []) if word.slug == seen[0].slug]

    ours = [word.ours.nl for word in seen]
    theirs = [word.theirs.nl for word in seen]
    assert ours == theirs[::-1]
    assert ours[0] != theirs[0]


def test_a_word_for_exactly_these_two_comes_before_one_for_anybody():
    first = shared_words(BAILIFF, CREDIT_BANK, ["schulden_terugdringen"])[0]

    assert (first.ours.nl, first.theirs.nl) == ("beslagvrije voet", "vtlb (vrij te laten bedrag)")
    assert first.source.startswith("Wetboek van Burgerlijke Rechtsvordering")


def test_who_uses_a_word_too_gets_no_explanation_of_it():
    slugs = {word.slug for word in shared_words(BAILIFF, kind("incassobureau", "creditor"), [])}

    assert "beslagvrije_voet" not in slugs


def test_without_a_fitting_word_it_is_about_what_each_calls_a_person():
    words = shared_words(CHURCH, FUNERAL, [])

    family, next_of_kin = Term("gezin of gast", "family or guest"), Term("nabestaande", "next of kin")
    assert words == (SharedWord("person", family, next_of_kin),)


@pytest.mark.parametrize("other", [None, FOOD_BANK])
def test_alike_or_unknown_kinds_get_no_card(other):
    assert shared_words(FOOD_BANK, other, []) == ()


def test_no_card_stands_on_a_list_twice():
    first = words_among(BAILIFF, [FOOD_BANK], [])
    second = words_among(BAILIFF, [FOOD_BANK, SPORTS_CLUB], [], told={word.slug for word in first})

    assert len(first) == 2
    assert {word.slug for word in first} & {word.slug for word in second} == set()
    assert len({word.slug for word in second}) == len(second)


def test_kinds_sectors_and_themes_of_the_cards_exist():
    import tomllib

    from matcher.kinds import KNOWLEDGE

    def slugs(name):
        return {line.split("\t")[0] for line in (KNOWLEDGE / name).read_text().splitlines()[1:]}

    told = tomllib.loads((DATA / "same_language.toml").read_text())
    themes = slugs("themes.tsv")
    sides = [*(row[side] for row in told["word"] for side in ("here", "there"))]
    sides += [row["of"] for row in told["person"]]
    known = slugs("kinds.tsv") | slugs("sectors.tsv") | {"*"}
    assert {slug for side in sides for slug in side} - known == set()
    assert {theme for row in told["word"] for theme in row["themes"]} - themes == set()
