import pytest

from models.names import name_words, pieces, search_name


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Stichting Voedselbank Epe", "voedselbankepe"),
        ("Café Één", "cafeeen"),
        ("Stichting", "stichting"),
        ("De 't Zand", "tzand"),
        ("🧡", ""),
    ],
)
def test_search_name_keeps_what_tells_names_apart(name, searched):
    assert search_name(name) == searched


def test_name_words_are_plain():
    assert name_words("Vereniging De Brug (Zuid)") == ["brug", "zuid"]


def test_pieces_are_three_letters_in_a_row_and_short_words_whole():
    assert pieces(["brug", "ab", "brug"]) == ["bru", "rug", "ab"]
