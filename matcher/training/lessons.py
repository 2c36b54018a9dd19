"""What does the reader practise on? Batches of situations, worded as the matcher words them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from matcher.kinds import kinds
from matcher.training.situations import Member, Situation

BATCH = 48
# In this share of the batches some kinds return time and again: which bank is the partner has to be learnt,
# and that another bank seldom is.
ALIKE_SHARE, ALIKE = 0.6, 12
# A bare kind, a missing `about`, a profile without statements: short profiles must be read as well.
WITHOUT_KIND, WITHOUT_ABOUT, WITHOUT_STATEMENTS = 0.4, 0.08, 0.17
IN_CONTEXT = 0.5
PARTNERS, ANSWERS = 3, 2
# What people type: all in capitals, none, a letter too many or too few.
CAPITALS, SMALL, SLIPS = 0.04, 0.08, 0.08


@dataclass(frozen=True, slots=True)
class Lesson:
    """One batch: texts with the number of the situation that each belongs to.

    `profiles`: whole organisations, partners when their numbers are equal. `needs` are answered by the
    `offers` of the same number; an offer with number -1 is a near miss and answers nothing.
    """

    profiles: tuple[tuple[str, int], ...]
    needs: tuple[tuple[str, int], ...]
    offers: tuple[tuple[str, int], ...]


def lessons(situations: Sequence[Situation], lot: Random) -> Iterator[Lesson]:
    """Batches without end; every situation comes once before any comes again, but for the last few."""
    waiting: list[Situation] = []
    while True:
        if len(waiting) < BATCH + ALIKE:
            waiting = list(situations)
            lot.shuffle(waiting)
        chosen = _alike(waiting, lot) if lot.random() < ALIKE_SHARE else waiting[-BATCH:]
        taken = {id(situation) for situation in chosen}
        waiting = [situation for situation in waiting if id(situation) not in taken]
        yield lesson(chosen, lot)


def lesson(situations: Sequence[Situation], lot: Random) -> Lesson:
    """These situations, worded by lot."""
    profiles, needs, offers = [], [], []
    for number, situation in enumerate(situations):
        asker, answering = situation.members[0], situation.members[1:]
        partners = [asker, *lot.sample(answering, min(PARTNERS - 1, len(answering)))]
        profiles += [(_slip(_whole(member, lot), lot), number) for member in partners]
        in_context = lot.random() < IN_CONTEXT
        needs.append((_statement(asker.needs[0], asker, in_context, lot), number))
        answers = lot.sample(answering, min(ANSWERS, len(answering)))
        offers += [(_statement(each.offers[0], each, in_context, lot), number) for each in answers]
        offers.append((situation.near_miss, -1))
    return Lesson(tuple(profiles), tuple(needs), tuple(offers))


def _alike(waiting: Sequence[Situation], lot: Random) -> list[Situation]:
    chosen: dict[int, Situation] = {}
    names = list(kinds())
    while len(chosen) < min(BATCH, len(waiting)):
        kind = lot.choice(names)
        left = [each for each in waiting if id(each) not in chosen]
        of_kind = [each for each in left if any(member.kind == kind for member in each.members)]
        for each in of_kind[:ALIKE] or left[:4]:
            chosen[id(each)] = each
    return list(chosen.values())[:BATCH]


def _whole(member: Member, lot: Random) -> str:
    told = [] if lot.random() < WITHOUT_KIND else [f"{kinds()[member.kind].name_nl}."]
    draw = lot.random()
    if draw >= WITHOUT_ABOUT:
        told.append(member.about)
    if not WITHOUT_ABOUT <= draw < WITHOUT_ABOUT + WITHOUT_STATEMENTS:
        told += [f"Biedt: {'; '.join(member.offers)}."] if member.offers else []
        told += [f"Zoekt: {'; '.join(member.needs)}."] if member.needs else []
    return " ".join(told)


def _statement(text: str, member: Member, in_context: bool, lot: Random) -> str:
    if not in_context:
        return text
    kind = "" if lot.random() < WITHOUT_KIND else f"{kinds()[member.kind].name_nl}. "
    return f"{text} ({kind}{member.about})"


def _slip(text: str, lot: Random) -> str:
    draw = lot.random()
    if draw < CAPITALS:
        return text.upper()
    if draw < CAPITALS + SMALL:
        return text.lower()
    if draw < CAPITALS + SMALL + SLIPS:
        for _ in range(1 + len(text) // 60):
            at = lot.randrange(len(text))
            text = text[:at] + text[at : at + 1] * lot.choice((0, 2)) + text[at + 1 :]
    return text
