"""Some organisations do not come, others come unexpectedly: which proposals change, and which stay?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.checks import FaultCode
from matcher.constraints import MeetingRules, Pair, pair_of
from matcher.measured import Measured
from matcher.scoring import score
from matcher.settings import MatcherSettings
from matcher.standing import Standing, standing_of

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stood before: the pairs and coalitions that were approved, and what was refused (all ids).

    `newcomers`: who came after the run, so that nothing could be proposed for them.
    """

    pairs: tuple[Pair, ...]
    coalitions: tuple[Group, ...]
    refused: frozenset[Group] = frozenset()
    newcomers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CoalitionChange:
    """A coalition before and after; `before` empty = new, `after` empty = it ends. Ascending ids."""

    before: Group
    after: Group


@dataclass(frozen=True, slots=True)
class Repair:
    """The least that has to change. What is not named here stays as it was.

    `ended`: pairs of which one does not come; `pairs`: new ones, each for someone who lost one or is new;
    `coalitions`: those that change; `alone`: who comes, lost something or is new, and is left with nothing.
    """

    ended: tuple[Pair, ...]
    pairs: tuple[Pair, ...]
    coalitions: tuple[CoalitionChange, ...]
    alone: Group


@dataclass(slots=True)
class _Room:
    """What the repair works on: who is free, and what each coalition has become."""

    measured: Measured
    rules: MeetingRules
    settings: MatcherSettings
    refused: frozenset[Group]
    free: list[int] = field(default_factory=list)

    def standing(self, members: Iterable[int]) -> Standing:
        return standing_of(self.measured, tuple(members), rules=self.rules, settings=self.settings)

    def possible(self, members: Iterable[int]) -> bool:
        """Whether these can be a coalition: not refused, of a good size, nobody kept apart."""
        group = tuple(sorted(members))
        hard = {fault.code for fault in self.standing(group).faults} - {FaultCode.PARTY_MISSING}
        return group not in self.refused and not hard

    def worth(self, members: Iterable[int]) -> tuple[int, float]:
        """Fewer missing parties first, then what it is worth."""
        standing = self.standing(members)
        return -len(standing.faults), standing.score

    def best(self, groups: Iterable[Group]) -> Group:
        """The best of those that can be a coalition; the first of equals; empty when none can."""
        possible = [group for group in groups if self.possible(group)]
        return max(possible, key=self.worth, default=())


@dataclass(slots=True)
class _Partners:
    """Who comes (and was measured), how many pairs each has, how many more each wants, and which exist."""

    rows: Mapping[int, int]
    present: set[int]
    counts: Counter[int]
    wanting: Counter[int]
    taken: set[tuple[int, ...]]


def repair(
    measured: Measured,
    agreed: Agreed,
    coming: Collection[int],
    *,
    rules: MeetingRules,
    settings: MatcherSettings,
) -> Repair:
    """What changes when just these organisations come; only who was measured gets something new.

    A coalition that loses someone goes on with who is left, together with someone who is free if that makes
    it better or possible. What cannot go on ends, and its members join the coalition where they are worth
    most. Who lost a pair, or is new and in no coalition, gets a new pair. The same input gives the same
    repair, in whatever order it comes.
    """
    known = {profile.id for profile in measured.profiles}
    present = set(coming)
    room = _Room(measured, rules, settings, agreed.refused)
    grouped = {one for group in agreed.coalitions for one in group}
    room.free = sorted((present & known) - grouped)
    changes, standing = _mend_coalitions(room, sorted(agreed.coalitions), present)
    seeking = _lost(changes, present) | (agreed.newcomers & present)
    changes = _place_free(room, changes, standing, seeking)
    kept = tuple(pair for pair in sorted(set(agreed.pairs)) if set(pair) <= present)
    ended = tuple(pair for pair in sorted(set(agreed.pairs)) if not set(pair) <= present)
    within = {one for group in _groups_after(agreed, changes, present) for one in group}
    bereft = {one for pair in ended for one in pair if one in present}
    board = _partners(measured, kept, ended, present=present & known, lonely=seeking - within)
    pairs = _new_pairs(room, board)
    served = within | {one for pair in (*kept, *pairs) for one in pair}
    return Repair(ended, pairs, tuple(changes), tuple(sorted((seeking | bereft) - served)))


def _mend_coalitions(
    room: _Room, coalitions: Sequence[Group], present: Collection[int]
) -> tuple[list[CoalitionChange], list[Group]]:
    """The coalitions that lose someone, before and after; and those that stay as they are."""
    changes, untouched = [], []
    for before in coalitions:
        left = tuple(one for one in before if one in present)
        if left == before:
            untouched.append(before)
            continue
        members = [one for one in left if one in {profile.id for profile in room.measured.profiles}]
        wider = [tuple(sorted((*members, one))) for one in room.free] if members else []
        after = room.best([tuple(members), *wider])
        room.free = sorted((set(room.free) | set(members)) - set(after))
        changes.append(CoalitionChange(before, after))
    return changes, untouched


def _lost(changes: Sequence[CoalitionChange], present: Collection[int]) -> set[int]:
    """Who comes and lost a coalition."""
    return {one for change in changes if not change.after for one in change.before if one in present}


def _place_free(
    room: _Room, changes: list[CoalitionChange], untouched: Sequence[Group], seeking: Collection[int]
) -> list[CoalitionChange]:
    """The changes, with everyone who seeks a coalition in the one where that is worth most, if any."""
    now = {change: change.after for change in changes if change.after}
    now |= {CoalitionChange(group, group): group for group in untouched}
    for one in sorted(set(seeking) & set(room.free)):
        wider = {tuple(sorted((*after, one))): change for change, after in now.items()}
        best = room.best(wider)
        if best:
            now[wider[best]] = best
            room.free.remove(one)
    ended = [change for change in changes if not change.after]
    joined = [CoalitionChange(change.before, after) for change, after in now.items()]
    moved = [change for change in joined if change.before != change.after]
    return sorted([*ended, *moved], key=lambda change: (change.before, change.after))


def _groups_after(
    agreed: Agreed, changes: Sequence[CoalitionChange], present: Collection[int]
) -> Iterator[Group]:
    changed = {change.before: change.after for change in changes}
    for group in agreed.coalitions:
        yield tuple(one for one in changed.get(group, group) if one in present)


def _partners(
    measured: Measured,
    kept: Sequence[Pair],
    ended: Sequence[Pair],
    *,
    present: set[int],
    lonely: Collection[int],
) -> _Partners:
    counts = Counter(one for pair in kept for one in pair)
    wanting = Counter(one for pair in ended for one in pair if one in present)
    for one in (present & set(lonely)) - wanting.keys() - counts.keys():
        wanting[one] = 1
    rows = {profile.id: row for row, profile in enumerate(measured.profiles)}
    return _Partners(rows, present, counts, wanting, {*kept})


def _new_pairs(room: _Room, board: _Partners) -> tuple[Pair, ...]:
    """A pair for each one that was lost, and one for who has nothing; who has least chooses first."""
    pairs: list[Pair] = []
    for one in sorted(board.wanting, key=lambda one: (board.counts[one], -board.wanting[one], one)):
        while board.wanting[one] > 0 and board.counts[one] < room.settings.maximum_proposals:
            other = _best_partner(room, board, one)
            if other is None:
                break
            pair = pair_of(one, other)
            pairs.append(pair)
            board.taken.add(pair)
            board.counts.update(pair)
            board.wanting.subtract(pair)
    return tuple(sorted(pairs))


def _best_partner(room: _Room, board: _Partners, one: int) -> int | None:
    """Whom this one should meet: first who seeks a partner too, then by score; the lowest id of equals."""
    measured, settings = room.measured, room.settings
    found = []
    for other in sorted(board.present - {one}):
        at = board.rows[one], board.rows[other]
        fit, pair = float(measured.fit.mutual[at]), pair_of(one, other)
        barred = measured.forbidden[at] or measured.acquainted[at] or pair in board.taken | room.refused
        if barred or fit < settings.fit_floor or board.counts[other] >= settings.maximum_proposals:
            continue
        ground, surprise = float(measured.ground[at]), float(measured.surprise[at])
        found.append((board.wanting[other] <= 0, -score(fit, ground, surprise, settings.courage), other))
    return min(found)[2] if found else None
