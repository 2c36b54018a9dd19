"""Places and lines of the network picture."""

import math

from models.kind import Kind, Sector
from models.organisation import Organisation
from web.actions.proposals.circle import chord, hub_of, place_on_circle, star


def organisations(count, name="Organisatie"):
    sector = Sector(slug="care", name_nl="Zorg", name_en="Care", sphere="civil")
    kind = Kind(slug="opvang", name_nl="Opvang", name_en="Shelter", sector=sector)
    return [Organisation(id=number, name=f"{name} {number}", kind=kind) for number in range(1, count + 1)]


def test_names_on_the_left_are_turned_so_that_they_can_be_read():
    nodes, _ = place_on_circle(organisations(12))

    assert [node.flipped for node in nodes] == [node.x < 0 for node in nodes]
    assert all(math.cos(math.radians(node.angle)) >= 0 for node in nodes)


def test_a_long_name_is_shortened_in_the_picture_only():
    ((node,), _) = place_on_circle(organisations(1, name="Onderlinge Verzekeringsmaatschappij"))

    assert node.name == "Onderlinge Verzekeringsmaatschappij 1"
    assert node.label == "Onderlinge Verzekeringsmaatsc…"


def test_the_order_of_the_organisations_does_not_matter():
    all_of_them = organisations(9)

    assert place_on_circle(all_of_them) == place_on_circle(all_of_them[::-1])


def test_lines_run_from_place_to_place():
    (one, two, three), _ = place_on_circle(organisations(3))

    (line,) = chord(one, two)
    hub = hub_of((one, two, three))

    assert line.startswith(f"M{one.x} {one.y}C")
    assert line.endswith(f"{two.x} {two.y}")
    assert [path.split("Q")[0] for path in star((one, two, three), hub)] == [
        f"M{node.x} {node.y}" for node in (one, two, three)
    ]
