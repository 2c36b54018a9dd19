"""What do regions of the example tell at the national meeting? Written and grouped as on the site."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.finding import FindingKind
from models.programme import ProgrammePart
from models.queries.findings import findings_for
from seeds.reading import read_rows
from web.actions.actor import SERVICE, Actor
from web.actions.afterwards.findings import FindingDraft, group, save_findings


def add_findings(session: Session, *, actor: Actor, at: datetime) -> None:
    """What the regions of the data tell at the first national meeting of the programme, under its themes."""
    rows = read_rows("findings.toml", "finding")
    national = select(ProgrammePart).where(ProgrammePart.national).order_by(ProgrammePart.id)
    part = session.scalars(national.limit(1)).one()
    for region in dict.fromkeys(row["region"] for row in rows):
        drafts = [
            FindingDraft(FindingKind(row["kind"]), row["text"], row["why"])
            for row in rows
            if row["region"] == region
        ]
        save_findings(session, part, region, drafts, actor=SERVICE, at=at)
    themes = {row["text"]: row["theme"] for row in rows}
    chosen = {one.id: themes[one.text] for one in findings_for(session, part.id)}
    group(session, part, chosen, actor=actor, at=at)
