"""What the reader practises on."""

from collections import Counter
from itertools import islice
from random import Random

from matcher.training.lessons import ALIKE, BATCH, lesson, lessons
from matcher.training.situations import Member, Situation, read_situations

ASKER = Member("bank", "Een bank.", ("rekening",), ("huisbezoek gezocht",))
HELPER = Member("sociaal_werk", "Welzijn.", ("wij komen thuis",), ("geld",))
GIVER = Member("fonds", "Een fonds.", ("een gift",), ("aanvragers",))
SITUATION = Situation((ASKER, HELPER, GIVER), "een bank voor thuis")


def test_lesson_pairs_partners_needs_and_offers() -> None:
    batch = lesson([SITUATION, SITUATION], Random(1))

    assert [number for _, number in batch.profiles] == [0, 0, 0, 1, 1, 1]
    assert [number for _, number in batch.needs] == [0, 1]
    assert [number for _, number in batch.offers] == [0, 0, -1, 0 + 1, 1, -1]
    assert batch.offers[2][0] == "een bank voor thuis"
    assert all(text.startswith("huisbezoek gezocht") for text, _ in batch.needs)


def test_lessons_come_again_the_same_for_the_same_seed() -> None:
    situations = read_situations()[:200]

    first, again = (list(islice(lessons(situations, Random(3)), 5)) for _ in range(2))

    assert first == again
    assert all(len(batch.needs) == BATCH for batch in first)


def test_some_batches_hold_many_of_one_kind() -> None:
    situations = read_situations()

    batches = islice(lessons(situations, Random(3)), 12)
    kinds = [Counter(text.split(".")[0] for text, _ in batch.profiles) for batch in batches]

    assert max(count.most_common(1)[0][1] for count in kinds) >= ALIKE / 2


def test_wording_leaves_out_and_slips_now_and_then() -> None:
    lot = Random(5)

    texts = [text for _ in range(200) for text, _ in lesson([SITUATION], lot).profiles]

    assert any(text.startswith("Bank. Een bank. Biedt: rekening. Zoekt:") for text in texts)
    assert any(text == "Een bank. Biedt: rekening. Zoekt: huisbezoek gezocht." for text in texts)
    assert any(text.isupper() for text in texts)
    assert any("Biedt" not in text and "biedt" not in text.lower() for text in texts)
