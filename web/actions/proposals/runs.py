"""How do two runs of a meeting differ? Side by side: what came, what went, what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.constraints import Group
from matcher.promises import SIZE_OF_PAIR
from models.matching_run import MatchingRun
from models.proposal import ProposalForm
from models.queries.proposals import names_of
from models.queries.runs import Proposed, proposed_by

# A figure that differs by less than this looks the same to people.
SAME = 0.05


@dataclass(frozen=True, slots=True)
class Row:
    """Some organisations and what both runs make of them; None = not proposed there."""

    names: tuple[str, ...]
    form: ProposalForm
    first: Proposed | None
    second: Proposed | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came and what went from the first run to the second, what changed, how much stayed as it was."""

    came: tuple[Row, ...]
    went: tuple[Row, ...]
    changed: tuple[Row, ...]
    same: int


def compare_runs(session: Session, first: MatchingRun, second: MatchingRun) -> Comparison:
    """The comparison of two runs of one meeting: pairs before coalitions, each by name.

    What was refused before and set aside counts as proposed, with its state beside it.
    """
    before, after = proposed_by(session, first.id), proposed_by(session, second.id)
    names = names_of(session, {one for group in (*before, *after) for one in group})
    rows = {group: _row(group, before, after, names) for group in {**before, **after}}
    both = [row for row in rows.values() if row.first and row.second]
    changed = [row for row in both if _differs(row)]
    return Comparison(
        came=_ordered(row for row in rows.values() if row.first is None),
        went=_ordered(row for row in rows.values() if row.second is None),
        changed=_ordered(changed),
        same=len(both) - len(changed),
    )


def _row(
    group: Group,
    before: Mapping[Group, Proposed],
    after: Mapping[Group, Proposed],
    names: Mapping[int, str],
) -> Row:
    first, second = before.get(group), after.get(group)
    form = ProposalForm.PAIRING if len(group) == SIZE_OF_PAIR else ProposalForm.COALITION
    return Row(tuple(sorted((names[one] for one in group), key=str.lower)), form, first, second)


def _differs(row: Row) -> bool:
    if row.first is None or row.second is None:
        return True
    return (
        row.first.state is not row.second.state
        or abs(row.first.fit - row.second.fit) >= SAME
        or abs(row.first.surprise - row.second.surprise) >= SAME
    )


def _ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.form is ProposalForm.COALITION, row.names)))
