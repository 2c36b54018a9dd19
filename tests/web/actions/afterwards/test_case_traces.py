"""A case from practice is refused when somebody could be known by it; ordinary words and numbers pass."""

import pytest

from web.actions.afterwards.case_traces import find_in_case


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mevrouw Jansen komt bij ons.", [("name", "Mevrouw Jansen")]),
        ("Wij helpen J. de Vries.", [("name", "J. de Vries")]),
        ("Een vrouw van 43 met kinderen.", [("age", "vrouw van 43")]),
        ("Een 19-jarige komt langs.", [("age", "19-jarige")]),
        ("A woman aged 43.", [("age", "woman aged 43")]),
        ("Hij woont in de Kerkstraat 12.", [("address", "Kerkstraat 12")]),
        ("Postcode 8161 AB.", [("address", "8161 AB")]),
        ("Mail iemand@post.example.", [("address", "iemand@post.example")]),
        ("Bel 06-12345678.", [("telephone", "06-12345678")]),
        ("BSN 123456782", [("citizen_number", "123456782")]),
        ("Een moeder van rond de veertig heeft bij 12 partijen schuld.", []),
        ("Drie jaar geleden, 4000 euro, een loon van 1200 euro.", []),
        ("Wij werken sinds 2016 met het wijkteam.", []),
        ("", []),
    ],
)
def test_what_points_to_a_person_is_found(text, found):
    assert [(trace.code.value, trace.quote) for trace in find_in_case(text)] == found


def test_each_place_is_named_once_with_its_line():
    traces = find_in_case("Gezin.\nMevrouw J. de Vries, dossier 12345")

    assert [(trace.quote, trace.line) for trace in traces] == [
        ("Mevrouw J. de Vries", 2),
        ("dossier 12345", 2),
    ]
