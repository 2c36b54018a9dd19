import pytest
from flask import Flask
from wtforms import FieldList, Form, StringField
from wtforms.validators import InputRequired

from web.pages import asset, control, flat_errors, note_ids


class Question(Form):
    name = StringField("Naam", validators=[InputRequired("Vul een naam in.")])
    offers = FieldList(StringField(validators=[InputRequired("Vul in.")]), min_entries=2)


@pytest.fixture
def wrong() -> Question:
    form = Question(data={"name": ""})
    form.validate()
    return form


def test_address_of_a_file_names_its_content(app: Flask):
    with app.test_request_context():
        assert asset("site.css").startswith("/static/site.css?v=")
        assert asset("site.css") == asset("site.css")
        assert asset("site.css")[-12:] != asset("icon.svg")[-12:]


def test_control_without_hint_and_errors_stands_alone():
    assert control(Question().name, "", class_="input") == (
        '<input class="input" id="name" name="name" required type="text" value="">'
    )


def test_control_is_tied_to_its_hint_and_its_errors(wrong):
    assert control(wrong.name, "Zoals u heet.") == (
        '<input aria-describedby="name-hint name-error" aria-invalid="true" id="name" name="name" required '
        'type="text" value="">'
    )


def test_control_escapes_what_was_typed():
    assert "<script>" not in control(Question(data={"name": '"><script>'}).name, "")


@pytest.mark.parametrize(("hint", "ids"), [("", "name-error"), ("Hint.", "name-hint name-error")])
def test_note_ids_name_what_is_shown(wrong, hint, ids):
    assert note_ids(wrong.name, hint) == ids


def test_flat_errors_gives_each_sentence_once_however_deep(wrong):
    assert flat_errors(wrong.offers.errors) == ["Vul in."]
    assert flat_errors([["a", ("b", "")], "a"]) == ["a", "b"]
