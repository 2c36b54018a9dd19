import re

import pytest
from flask import Flask, get_template_attribute

from matcher.kinds import sectors


@pytest.fixture
def page(app: Flask):
    """A request, within which macros can be drawn."""
    with app.test_request_context():
        yield


def _macro(file: str, name: str):
    return get_template_attribute(f"macros/{file}.html", name)


def test_every_sector_has_a_shape_of_its_own_and_a_colour(page, client):
    shapes = _macro("sector", "shapes")
    with client.get("/static/site.css") as answer:
        coloured = set(re.findall(r"\.sector--(\w+) \{ --sector:", answer.text))

    assert set(shapes) == set(sectors()) == coloured
    assert len(set(shapes.values())) == len(shapes)


def test_sector_mark_is_decoration_unless_it_is_named(page):
    mark = _macro("sector", "sector_mark")

    assert 'aria-hidden="true"' in mark("housing")
    assert 'role="img" aria-label="Wonen"' in mark("housing", "Wonen")


@pytest.mark.parametrize(("value", "shining"), [(0.0, 0), (0.1, 1), (0.5, 4), (1.0, 8)])
def test_surprise_is_told_by_the_number_of_rays(page, value, shining):
    picture = _macro("figures", "surprise_picture")(value)

    assert picture.count('class="figure__ray"') == shining
    assert picture.count("figure__ray--faint") == 8 - shining


def test_fit_is_told_by_how_near_two_arcs_are(page):
    picture = _macro("figures", "fit_picture")

    gaps = [float(re.search(r"translate\(([\d.]+) 0\)", picture(value))[1]) for value in (0.0, 0.25, 1.0)]
    assert gaps == [7.0, 3.5, 0.0]


def test_figures_stand_apart_each_with_a_word_and_a_figure_for_who_cannot_see(page):
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", _macro("figures", "figures")(0.864, 0.4))).strip()

    assert text == "Past bij elkaar heel goed, 86 van 100 Verrassing redelijk, 40 van 100"


def test_post_button_sends_its_hidden_values_with_the_token(page):
    button = _macro("button", "post_button")("/weg", "Weghalen", fields={"id": 3})

    assert '<form class="one-button" method="post" action="/weg">' in button
    assert 'name="csrf_token"' in button
    assert '<input type="hidden" name="id" value="3">' in button


def test_no_template_has_scripts_or_styles_of_its_own(app: Flask):
    own = {
        name: found
        for name in app.jinja_env.list_templates(extensions=["html"])
        if (found := re.findall(r"\sstyle=|\son[a-z]+=\"|<style|<script(?! src)", _source(app, name)))
    }

    assert own == {}


def _source(app: Flask, name: str) -> str:
    return app.jinja_env.loader.get_source(app.jinja_env, name)[0]
