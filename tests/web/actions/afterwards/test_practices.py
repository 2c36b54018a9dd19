"""The library of good practices is searched by words, kind, theme and group; it holds what may be read."""

from tests.after import Aftermath
from tests.practices import shared
from web.actions.afterwards.documented_practices import documented_practices
from web.actions.afterwards.initiative_sharing import withdraw_initiative
from web.actions.afterwards.practices import Wanted, all_practices, find_practice, search


def slugs(wanted):
    return [practice.slug for practice in search(documented_practices(), wanted).practices]


def test_search_finds_what_has_all_that_is_wanted():
    wanted = Wanted(kind="deurwaarder", theme="preventie", group="jongeren")

    assert slugs(wanted) == ["salland-kerngroep", "salland-les"]
    assert slugs(Wanted()) == [one.slug for one in documented_practices()]
    assert slugs(Wanted(kind="notaris")) == []


def test_all_words_are_found_in_any_part_and_language_without_accents():
    assert slugs(Wanted(words=("LAPTOPS", "veldhoven"))) == ["veldhoven-laptops"]
    assert slugs(Wanted(words=("bailiff", "exciting"))) == ["salland-les"]
    assert slugs(Wanted(words=("één", "noodfonds"))) == slugs(Wanted(words=("een", "noodfonds")))
    assert slugs(Wanted(words=("laptops", "roosendaal"))) == []


def test_counts_say_what_another_choice_would_find():
    found = search(documented_practices(), Wanted(kind="bibliotheek", theme="niet_gebruik"))

    assert len(found.practices) == 2
    assert found.kinds["bibliotheek"] == len(found.practices)
    assert found.kinds["voedselbank"] == 1
    assert (found.themes["laaggeletterdheid_digitaal"], found.themes["vangnet"]) == (2, 0)


def test_initiatives_stand_among_the_practices_until_they_are_withdrawn(session):
    town = Aftermath(session)
    initiative = shared(town)
    slug = f"initiatief-{initiative.id}"

    assert [one.slug for one in all_practices(session)][:2] == [slug, "eeklo-afsluiten"]
    assert find_practice(session, slug).name.nl == "Brood op de plank"
    assert find_practice(session, "fixbrigade") in documented_practices()
    withdraw_initiative(session, initiative, actor=town.actor, at=initiative.created_at)
    assert (find_practice(session, slug), find_practice(session, "onbekend")) == (None, None)
