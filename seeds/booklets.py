"""Which region of the example has a Spierbundel? Edited and published as on the site."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.booklet import SectionKind, SectionUse
from seeds.reading import read_rows
from web.actions.actor import Actor
from web.actions.afterwards.booklet_contents import Section
from web.actions.afterwards.booklets import publish_booklet, save_section


def add_booklets(session: Session, *, actor: Actor, at: datetime) -> None:
    """The Spierbundels of the data, each published once."""
    for row in read_rows("booklets.toml", "booklet"):
        for told in row["sections"]:
            chosen = Section(SectionKind(told["kind"]), SectionUse(told["use"]), told["own"])
            save_section(session, row["region"], chosen, actor=actor, at=at)
        publish_booklet(session, row["region"], actor=actor, at=at)
