"""How does the Spierbundel of a region come about? Drawn, edited by section, published as a version."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.booklet import BookletSection, BookletText, BookletVersion, SectionKind, SectionUse
from models.queries.booklets import (
    chosen_sections,
    initiatives_in,
    names_of_organisations,
    versions_of,
)
from models.region import Region
from web.actions.actor import Actor
from web.actions.afterwards.booklet_contents import Contents, Section, apart, together, with_words
from web.actions.afterwards.booklet_facts import facts_of
from web.actions.afterwards.booklet_names import (
    Partners,
    agreed_names,
    names_for_numbers,
    numbers_for_names,
    partners_of,
)
from web.actions.errors import ActionError
from web.actions.log import record


class OwnWordsMissing(ActionError):
    """The organiser chose their own words for a section, and wrote none."""

    code = "own_words_missing"


class NothingToPublish(ActionError):
    """Every section was left out, so nothing would stand in the Spierbundel."""

    code = "nothing_to_publish"


@dataclass(frozen=True, slots=True)
class Readable:
    """A Spierbundel as it may be read now: names only of who agreed. `partners`: by initiative."""

    contents: Contents
    partners: dict[int, Partners]


def draw(session: Session, region_code: str, *, unnamed: str, at: datetime) -> Readable:
    """The Spierbundel as it would be published now; `unnamed` stands for who did not agree to be named."""
    return _readable(session, region_code, _drawn(session, region_code, at=at), unnamed)


def read_version(session: Session, version: BookletVersion, *, unnamed: str) -> Readable:
    """A published version; who agreed to be named is looked up now."""
    contents = together(version.figures, {one.position: one.text for one in version.texts})
    return _readable(session, version.region_code, contents, unnamed)


def save_section(session: Session, region_code: str, chosen: Section, *, actor: Actor, at: datetime) -> None:
    """Choose what stands in a section; own words are kept, also where they do not stand now.

    Raises OwnWordsMissing.
    """
    own = chosen.own.strip()
    if chosen.use in (SectionUse.OWN, SectionUse.BOTH) and not own:
        raise OwnWordsMissing(f"section {chosen.kind} of {region_code} wants own words; write some")
    row = chosen_sections(session, region_code).get(chosen.kind)
    if row is None:
        row = BookletSection(region_code=region_code, kind=chosen.kind)
        session.add(row)
    row.use, row.own_text = chosen.use, own
    session.flush()
    record(session, actor, "change_booklet", "region", region_code, at=at, detail=chosen.kind.value)


def publish_booklet(session: Session, region_code: str, *, actor: Actor, at: datetime) -> BookletVersion:
    """Publish what stands there now as a new version. Raises NothingToPublish."""
    # Whoever publishes at the same moment waits here, so that every version gets a number of its own.
    session.execute(select(Region.code).where(Region.code == region_code).with_for_update())
    contents = _drawn(session, region_code, at=at)
    if all(one.use is SectionUse.LEFT_OUT for one in contents.sections):
        raise NothingToPublish(f"every section of {region_code} was left out; let at least one stand")
    figures, words = apart(contents)
    version = BookletVersion(
        region_code=region_code,
        number=max((one.number for one in versions_of(session, region_code)), default=0) + 1,
        figures=figures,
        published_at=at,
        texts=[BookletText(position=position, text=text) for position, text in enumerate(words)],
    )
    session.add(version)
    session.flush()
    record(session, actor, "publish_booklet", "booklet_version", version.id, at=at)
    return version


def withdraw_booklet(session: Session, region_code: str, *, actor: Actor, at: datetime) -> None:
    """From now on the public reads no Spierbundel of this region, until a new version is published."""
    for version in versions_of(session, region_code):
        if version.withdrawn_at is None:
            version.withdrawn_at = at
            record(session, actor, "withdraw_booklet", "booklet_version", version.id, at=at)
    session.flush()


def _drawn(session: Session, region_code: str, *, at: datetime) -> Contents:
    """What would be kept of it: a number for every name."""
    chosen = chosen_sections(session, region_code)
    facts = facts_of(session, region_code, initiatives_in(session, region_code), at=at)
    contents = Contents(tuple(_section(kind, chosen.get(kind)) for kind in SectionKind), facts)
    names = names_of_organisations(session)
    return with_words(contents, lambda text: numbers_for_names(text, names))


def _section(kind: SectionKind, row: BookletSection | None) -> Section:
    return Section(kind, row.use, row.own_text) if row else Section(kind, SectionUse.DRAWN, "")


def _readable(session: Session, region_code: str, contents: Contents, unnamed: str) -> Readable:
    initiatives = initiatives_in(session, region_code)
    agreed = agreed_names(initiatives)
    named = with_words(contents, lambda text: names_for_numbers(text, agreed, unnamed=unnamed))
    return Readable(named, partners_of(initiatives))
