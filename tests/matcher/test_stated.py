"""What a text states in so many words is found, in any spacing and case, and nothing else is."""

import pytest

from matcher.kinds import KNOWLEDGE
from matcher.labels import labels
from matcher.stated import stated

LABELS = KNOWLEDGE / "labels.tsv"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij gaan UIT\n  elkaar, na een echtscheiding.", {"scheiding": ("UIT\n  elkaar", "echtscheiding")}),
        ("Loonbeslag, en nog eens Loonbeslag", {"beslag_op_inkomen": ("Loonbeslag",)}),
        ("de ww", {"ww": ("ww",)}),
        ("uw wwwadres, mijn zieken­huis, de kindertelefoon", {}),
        ("", {}),
    ],
)
def test_words_state_a_label(text, found):
    assert stated(text) == found


def test_every_label_that_is_no_theme_and_no_role_can_be_stated():
    everything = " . ".join(
        row.split("\t")[4].replace("*", "").replace("|", " . ")
        for row in LABELS.read_text(encoding="utf-8").splitlines()[1:]
    )

    wanted = {slug for slug, label in labels().items() if label.kind in ("moment", "group", "scheme")}
    assert stated(everything).keys() == wanted
