import pytest
from wtforms import Form, StringField

from web.forms.mail_addresses import PROVIDERS, doubtful_address, suggested_address


class Question(Form):
    email = StringField()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("piet@gmial.com", "piet@gmail.com"),
        ("Piet@GMAIL.con ", "piet@gmail.com"),
        ("piet@gmail.nl", "piet@gmail.com"),
        ("piet@hotmial.com", "piet@hotmail.com"),
        ("piet@hotmail.ml", "piet@hotmail.nl"),
        ("piet@zigo.nl", "piet@ziggo.nl"),
        ("piet@outlok.com", "piet@outlook.com"),
    ],
)
def test_a_domain_that_nearly_spells_a_provider_is_doubted(typed, meant):
    assert suggested_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "piet@mail.com",
        "piet@voedselbank.example",
        "piet@example.org",
        "piet@apeldoorn.nl",
        "@gmial.com",
        "piet",
        "",
        *(f"piet@{provider}" for provider in PROVIDERS),
    ],
)
def test_other_addresses_are_taken_as_they_are(typed):
    assert suggested_address(typed) == ""


@pytest.mark.parametrize(
    ("answer", "asked", "kept"),
    [
        ({}, "piet@gmail.com", "piet@gmial.com"),
        ({"suggested": "piet@gmail.com"}, "", "piet@gmail.com"),
        ({"sure": "1"}, "", "piet@gmial.com"),
        ({"suggested": "els@gmail.com"}, "piet@gmail.com", "piet@gmial.com"),
    ],
)
def test_doubt_is_asked_about_until_it_is_answered(app, answer, asked, kept):
    with app.test_request_context(method="POST", data=answer):
        form = Question(data={"email": "piet@gmial.com"})

        assert (doubtful_address(form.email), form.email.data) == (asked, kept)
