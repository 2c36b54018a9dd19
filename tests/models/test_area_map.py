"""The map: every municipality has a shape, and neighbours are neighbours."""

import csv

from models.area_map import SHAPES, Shape, area_map, beside

EPE, APELDOORN, HEERDE, MAASTRICHT = "GM0232", "GM0200", "GM0246", "GM0935"


def codes(path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def test_every_municipality_has_a_shape_in_a_small_file():
    assert codes(SHAPES) == codes(SHAPES.with_name("municipalities.csv"))
    assert SHAPES.stat().st_size < 100_000


def test_map_draws_what_is_asked_for_inside_its_box():
    drawn = area_map([EPE, APELDOORN])

    assert set(drawn.shapes) == {EPE, APELDOORN}
    left, top, width, height = (int(number) for number in drawn.box.split())
    for shape in drawn.shapes.values():
        x, y = shape.name_at
        assert (left < x < left + width, top < y < top + height) == (True, True)
        assert (shape.path[0], shape.path[-1]) == ("M", "Z")


def test_what_lies_around_is_drawn_and_leaves_the_box_as_it_is():
    alone, among = area_map([EPE]), area_map([EPE], beside([EPE]))

    assert among.box == alone.box
    assert isinstance(among.shapes[HEERDE], Shape)


def test_unknown_municipalities_give_no_map():
    assert area_map([]) is None
    assert area_map(["GM0000"]) is None


def test_beside_gives_neighbours_without_the_place_itself():
    around = beside([EPE])

    assert {APELDOORN, HEERDE} <= around
    assert not {EPE, MAASTRICHT} & around
    assert beside(["GM0000"]) == frozenset()
