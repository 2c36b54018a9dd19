"""The knowledge tables are whole and agree with one another."""

from matcher.kinds import KNOWLEDGE, STRONGEST_AFFINITY, Kind, Sphere, affinity, kinds, sectors


def test_kinds_lists_all_77_with_both_names() -> None:
    listed = kinds()

    assert len(listed) == 77
    assert all(kind.name_nl and kind.name_en for kind in listed.values())
    assert listed["voedselbank"] == Kind("voedselbank", "Voedselbank", "Food bank", "volunteers", "88.99")


def test_kinds_fall_in_known_sectors_and_each_sector_is_used() -> None:
    used = {kind.sector for kind in kinds().values()}

    assert used == set(sectors())


def test_sectors_cover_each_sphere() -> None:
    assert {sector.sphere for sector in sectors().values()} == set(Sphere)


def test_affinity_is_symmetric_and_zero_for_strangers() -> None:
    assert affinity("gemeente", "wijkteam") == affinity("wijkteam", "gemeente") == STRONGEST_AFFINITY
    assert affinity("tandarts", "notaris") == 0
    assert affinity("gemeente", "gemeente") == 0
    assert affinity("gemeente", "a kind that is not listed") == 0


def test_affinity_file_names_each_pair_once_with_known_kinds() -> None:
    lines = (KNOWLEDGE / "affinity.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [frozenset(line.split("\t")[:2]) for line in lines]

    assert len(set(pairs)) == len(pairs)
    assert all(pair <= set(kinds()) and len(pair) == 2 for pair in pairs)
    assert {line.split("\t")[2] for line in lines} == {"1", "2", "3"}
