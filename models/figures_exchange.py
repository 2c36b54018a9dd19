"""How are the measures of a run kept and given back as the matcher's plain data? The only crossing."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.constraints import MeetingRules
from matcher.figures import Figures, pack, unpack
from matcher.measured import Measured
from models.coalition_board import RunFigures
from models.exchange import load_profiles, load_rules
from models.matching_run import MatchingRun


def save_figures(session: Session, run: MatchingRun, measured: Measured, *, at: datetime) -> None:
    """Keep what was measured for this run, in place of what was kept before."""
    session.merge(RunFigures(run_id=run.id, figures=pack(measured), measured_at=at))
    session.flush()


def load_figures(
    session: Session, run: MatchingRun, organisation_ids: Collection[int]
) -> tuple[Figures, MeetingRules] | None:
    """What is known of these organisations (those that were measured), and the rules as they are now.

    None when the run kept nothing: it is of before measures were kept.
    """
    kept = session.get(RunFigures, run.id)
    if kept is None:
        return None
    ids = sorted(organisation_ids)
    rules = load_rules(session, run.meeting, ids)
    return unpack(kept.figures, load_profiles(session, ids), rules), rules
