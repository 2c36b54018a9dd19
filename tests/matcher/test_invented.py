"""Profiles to measure speed with."""

from matcher.invented import invented_profiles


def test_invented_profiles_are_the_same_for_the_same_seed() -> None:
    profiles = invented_profiles(40)

    assert profiles == invented_profiles(40)
    assert profiles != invented_profiles(40, seed=8)
    assert [each.id for each in profiles] == list(range(1, 41))
    assert all(each.offers and each.needs and each.about for each in profiles)


def test_invented_profiles_give_no_statement_id_twice() -> None:
    ids = [each.id for profile in invented_profiles(40) for each in (*profile.offers, *profile.needs)]

    assert len(set(ids)) == len(ids)
