"""The lines of the benchmark for one small meeting."""

from matcher.bench.meeting import lines_of
from tests.fakes import FakeEmbedder


def test_every_way_has_a_line_and_ours_comes_first() -> None:
    whole, pairs, groups = lines_of(20, FakeEmbedder())

    cells = [cell.strip() for cell in whole.split("|")[1:-1]]
    assert (cells[0], len(cells), cells[-1].endswith(" MB")) == ("20", 7, True)
    assert [line.split("|")[2].strip() for line in pairs] == ["**this matcher**", "greedy", "round robin"]
    assert [line.split("|")[2].strip() for line in groups] == [
        "**this matcher**",
        "greedy",
        "HiGHS",
        "CP-SAT",
    ]
