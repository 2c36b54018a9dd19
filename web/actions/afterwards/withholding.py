"""Which figures would tell one that is hidden, because together they make a total that is shown?"""

from collections.abc import Sequence
from dataclasses import replace

from web.actions.afterwards.attendance_counts import Attendance
from web.actions.afterwards.fates import Funnel, Stage, withheld_from


def withhold(funnels: Sequence[Funnel]) -> tuple[Funnel, ...]:
    """These funnels, which are parts of one whole, so that nowhere a single figure of a stage is hidden.

    Where there is one, that of the fewest organisations among the others is withheld too.
    """
    rows = [list(one.stages) for one in funnels]
    for place in range(len(Stage)):
        column = [row[place] for row in rows]
        shown = [number for number, one in enumerate(column) if one.is_shown and one.share.of]
        if sum(one.is_hidden for one in column) == 1 and shown:
            smallest = min(shown, key=lambda number: column[number].organisations)
            rows[smallest] = withheld_from(rows[smallest], place)
    return tuple(Funnel(tuple(row)) for row in rows)


def withhold_attendance(parts: Sequence[Attendance]) -> tuple[Attendance, ...]:
    """The same of who came."""
    shown = [number for number, one in enumerate(parts) if one.is_shown]
    if sum(one.is_hidden for one in parts) != 1 or not shown:
        return tuple(parts)
    smallest = min(shown, key=lambda number: parts[number].organisations)
    return tuple(
        replace(one, withheld=True) if number == smallest else one for number, one in enumerate(parts)
    )
