"""The corpus, and how it is read."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from matcher.kinds import kinds
from matcher.profiles import StatementRole
from matcher.training.situations import CorpusError, Member, Situation, profiles_of, read_situations

# Digests of every run of seven words in the sets that the matcher is measured with.
MEASURED = Path(__file__).with_name("measured.npz")

ROW = {
    "kind": "bank",
    "profile": "Een bank.",
    "need": "iemand die bij mensen thuis komt",
    "near_miss": "een bank voor thuis",
    "moment": "huurachterstand",
    "groups": ["huurders"],
    "answers": [
        {"kind": "sociaal_werk", "profile": "Welzijn.", "offer": "huisbezoek", "role": ["helpt"]},
        {
            "kind": "voedselbank",
            "profile": "Eten.",
            "offer": "uitgifte",
            "need": "geld",
            "way": ["voedselhulp"],
        },
    ],
}


def test_read_situations_gives_members_and_what_it_is_about(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n")

    assert read_situations(tmp_path) == (
        Situation(
            members=(
                Member("bank", "Een bank.", (), ("iemand die bij mensen thuis komt",)),
                Member("sociaal_werk", "Welzijn.", ("huisbezoek",), (), ("helpt",)),
                Member("voedselbank", "Eten.", ("uitgifte",), ("geld",), (), ("voedselhulp",)),
            ),
            near_miss="een bank voor thuis",
            moments=("huurachterstand",),
            groups=("huurders",),
        ),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1 of a.jsonl"),
        (json.dumps({**ROW, "kind": "no such kind"}), "no such kind"),
        (json.dumps({key: value for key, value in ROW.items() if key != "need"}), "'need'"),
        ("", "holds no situation"),
    ],
)
def test_read_situations_names_the_fault(tmp_path, line, message):
    (tmp_path / "a.jsonl").write_text(line)

    with pytest.raises(CorpusError, match=message):
        read_situations(tmp_path)


def test_profiles_of_numbers_members_and_statements(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n" + json.dumps(ROW))

    profiles, numbers = profiles_of(read_situations(tmp_path))

    assert numbers == (0, 0, 0, 1, 1, 1)
    assert [profile.id for profile in profiles] == [1, 2, 3, 4, 5, 6]
    assert [s.id for p in profiles for s in (*p.offers, *p.needs)] == list(range(1, 9))
    assert {StatementRole.NEED: profiles[0].needs[0].text} == {StatementRole.NEED: ROW["need"]}


def test_the_corpus_knows_every_kind_and_repeats_no_need():
    situations = read_situations()
    asking = Counter(situation.members[0].kind for situation in situations)
    answering = Counter(member.kind for each in situations for member in each.members[1:])

    assert set(asking) == set(kinds())
    assert set(answering) == set(kinds())
    assert [need for need, count in Counter(s.need for s in situations).items() if count > 1] == []
    assert all(2 <= len(each.members) - 1 <= 4 for each in situations)
    assert all(situation.near_miss.strip() for situation in situations)


def test_a_small_part_is_held_out_and_stays_so():
    situations = read_situations()

    share = sum(each.is_held_out for each in situations) / len(situations)
    assert 0.06 < share < 0.1


def test_the_corpus_holds_no_sentence_that_is_measured_with():
    measured = set(np.cumsum(np.load(MEASURED)["gaps"].astype(np.uint64)).tolist())
    texts = [
        text
        for situation in read_situations()
        for member in situation.members
        for text in (member.about, situation.near_miss, *member.offers, *member.needs)
    ]

    assert len(measured) > 190_000
    known = "this sentence stands in no set and is only here to be recognised"
    assert runs_of_seven(known) <= measured
    assert [text for text in texts if runs_of_seven(text) & measured] == []


def runs_of_seven(text):
    """Every run of seven words as a digest of 40 bits: the sentences themselves do not travel along."""
    words = re.findall(r"\w+", text.lower())
    runs = {" ".join(words[start : start + 7]) for start in range(len(words) - 6)}
    digests = (hashlib.blake2b(run.encode(), digest_size=5).digest() for run in runs)
    return {int.from_bytes(digest, "big") for digest in digests}
