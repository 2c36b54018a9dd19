"""How do we show what a meeting still misses? With names and texts as they are now, without what is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.missing import Gaps
from models.kind import Sector
from models.meeting import Meeting, MeetingParty
from models.organisation import Organisation, Statement
from models.queries.guests import organisations_with_people


@dataclass(frozen=True, slots=True)
class Said:
    """An organisation and one of its offers or needs."""

    organisation: Organisation
    text: str
    statement: int


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need that nobody in the room answers; `answers`: who of those outside could."""

    need: Said
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ShownParty:
    """A party of which too few come, and who belongs to it."""

    party: MeetingParty
    present: int
    wanted: int
    fillers: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class ShownSector:
    """A sector of which nobody comes, and who belongs to it."""

    sector: Sector
    fillers: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class ShownHelper:
    """Someone to invite, and what they would close."""

    organisation: Organisation
    needs: tuple[Said, ...]
    parties: tuple[MeetingParty, ...]
    sectors: tuple[Sector, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """What the page shows; `answerable`: open needs that someone outside could answer, `lone`: the others."""

    gaps: Gaps
    answerable: tuple[ShownNeed, ...]
    lone: tuple[ShownNeed, ...]
    idle_offers: tuple[Said, ...]
    parties: tuple[ShownParty, ...]
    sectors: tuple[ShownSector, ...]
    helpers: tuple[ShownHelper, ...]


def view_of(session: Session, meeting: Meeting, gaps: Gaps) -> GapView:
    """What was found, in the order in which it was found."""
    known = _Known(
        {one.id: one for one in organisations_with_people(session, _organisations_in(gaps))},
        dict(
            session.execute(
                select(Statement.id, Statement.text).where(Statement.id.in_(_texts_in(gaps)))
            ).all()
        ),
        {party.name: party for party in meeting.parties},
        {sector.slug: sector for sector in session.scalars(select(Sector))},
    )
    needs = {each.statement: known.said(each.organisation, each.statement) for each in gaps.open_needs}
    shown = [
        ShownNeed(need, known.all_said((one.organisation, one.statement) for one in each.fillers))
        for each in gaps.open_needs
        if (need := needs[each.statement]) is not None
    ]
    return GapView(
        gaps=gaps,
        answerable=tuple(each for each in shown if each.answers),
        lone=tuple(each for each in shown if not each.answers),
        idle_offers=known.all_said((each.organisation, each.statement) for each in gaps.idle_offers),
        parties=tuple(
            ShownParty(known.parties[each.name], each.present, each.wanted, known.present(each.fillers))
            for each in gaps.parties
            if each.name in known.parties
        ),
        sectors=tuple(
            ShownSector(known.sectors[each.sector], known.present(each.fillers))
            for each in gaps.sectors
            if each.sector in known.sectors
        ),
        helpers=tuple(
            ShownHelper(
                known.organisations[each.organisation],
                tuple(need for one in each.needs if (need := needs.get(one)) is not None),
                tuple(known.parties[name] for name in each.parties if name in known.parties),
                tuple(known.sectors[slug] for slug in each.sectors if slug in known.sectors),
            )
            for each in gaps.helpers
            if each.organisation in known.organisations
        ),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is still there."""

    organisations: Mapping[int, Organisation]
    texts: Mapping[int, str]
    parties: Mapping[str, MeetingParty]
    sectors: Mapping[str, Sector]

    def said(self, organisation: int, statement: int) -> Said | None:
        if organisation in self.organisations and statement in self.texts:
            return Said(self.organisations[organisation], self.texts[statement], statement)
        return None

    def all_said(self, said: Iterable[tuple[int, int]]) -> tuple[Said, ...]:
        found = (self.said(organisation, statement) for organisation, statement in said)
        return tuple(one for one in found if one is not None)

    def present(self, ids: Iterable[int]) -> tuple[Organisation, ...]:
        return tuple(self.organisations[one] for one in ids if one in self.organisations)


def _organisations_in(gaps: Gaps) -> set[int]:
    named = {each.organisation for each in gaps.open_needs} | {each.organisation for each in gaps.helpers}
    named |= {each.organisation for each in gaps.idle_offers}
    named |= {filler.organisation for each in gaps.open_needs for filler in each.fillers}
    named |= {one for party in gaps.parties for one in party.fillers}
    return named | {one for sector in gaps.sectors for one in sector.fillers}


def _texts_in(gaps: Gaps) -> set[int]:
    named = {each.statement for each in gaps.open_needs} | {each.statement for each in gaps.idle_offers}
    return named | {filler.statement for each in gaps.open_needs for filler in each.fillers}
