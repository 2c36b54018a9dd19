"""How do regions tell what works, what does not and why, and how does that come before the plenary?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.finding import Finding, FindingKind
from models.initiative import Initiative, InitiativePhase
from models.programme import Programme, ProgrammePart
from models.queries.findings import advice_of, findings_for, initiatives_of, stuck_steps
from models.region import Region
from web.actions.actor import Actor
from web.actions.log import record

MOST_FINDINGS = 3  # of each kind, by a region


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What a region tells: what works or does not, and why."""

    kind: FindingKind
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What the records of a region tell, to begin with: `drafts` to rewrite, and `advice` of attendees."""

    drafts: tuple[FindingDraft, ...]
    advice: tuple[str, ...]

    def first(self, kind: FindingKind) -> tuple[FindingDraft, ...]:
        """As many of this kind as a region may tell."""
        return tuple(one for one in self.drafts if one.kind is kind)[:MOST_FINDINGS]


@dataclass(frozen=True, slots=True)
class RegionFindings:
    """What one region told; nothing = it has not written yet."""

    region: Region
    findings: tuple[Finding, ...]

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        """What works there, or does not."""
        return tuple(one for one in self.findings if one.kind == kind)


@dataclass(frozen=True, slots=True)
class ThemeFindings:
    """What all regions told under one theme; an empty `theme` = what has none yet."""

    theme: str
    findings: tuple[Finding, ...]

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        """What works, or does not."""
        return tuple(one for one in self.findings if one.kind == kind)


@dataclass(frozen=True, slots=True)
class Harvest:
    """What all regions of the programme told for a national meeting, by region and by theme."""

    regions: tuple[RegionFindings, ...]
    themes: tuple[ThemeFindings, ...]

    @property
    def silent(self) -> tuple[Region, ...]:
        """The regions that have not written yet."""
        return tuple(one.region for one in self.regions if not one.findings)

    @property
    def written(self) -> tuple[RegionFindings, ...]:
        """The regions that have."""
        return tuple(one for one in self.regions if one.findings)


def material_of(session: Session, programme_id: int, region_code: str) -> Material:
    """What was recorded in the region that may help its organiser to write."""
    initiatives = initiatives_of(session, programme_id, region_code)
    works = [_working(one) for one in initiatives if one.phase is InitiativePhase.RUNNING]
    ended = [
        FindingDraft(FindingKind.FAILS, one.name, one.ended_why)
        for one in initiatives
        if one.phase is InitiativePhase.ENDED
    ]
    stuck = [
        FindingDraft(FindingKind.FAILS, one.text, one.why)
        for one in stuck_steps(session, programme_id, region_code)
    ]
    return Material((*works, *ended, *stuck), advice_of(session, programme_id, region_code))


def save_findings(
    session: Session,
    part: ProgrammePart,
    region_code: str,
    drafts: Sequence[FindingDraft],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Make these what the region tells, at most MOST_FINDINGS of each kind; what stays keeps its theme."""
    stored = findings_for(session, part.id, region_code)
    themes = {(one.kind, one.text): one.theme for one in stored}
    for one in stored:
        session.delete(one)
    session.flush()
    for kind in FindingKind:
        told = [one for one in drafts if one.kind is kind and one.text.strip()]
        for position, draft in enumerate(told):
            text = draft.text.strip()
            session.add(
                Finding(
                    programme_id=part.programme_id,
                    part_id=part.id,
                    region_code=region_code,
                    kind=kind,
                    position=position,
                    text=text,
                    why=draft.why.strip(),
                    theme=themes.get((kind, text), ""),
                    written_at=at,
                )
            )
    session.flush()
    record(session, actor, "write_findings", "programme_part", part.id, at=at, detail=region_code)


def harvest_of(session: Session, programme: Programme, part_id: int) -> Harvest:
    """What the regions that take part told for this meeting; the theme of which most is told comes first."""
    told = findings_for(session, part_id)
    regions = tuple(
        RegionFindings(region, tuple(one for one in told if one.region_code == region.code))
        for region in programme.regions
    )
    by_theme: dict[str, list[Finding]] = {}
    for one in (finding for region in regions for finding in region.findings):
        by_theme.setdefault(one.theme, []).append(one)
    ordered = sorted(by_theme.items(), key=lambda item: (not item[0], -len(item[1]), item[0].casefold()))
    return Harvest(regions, tuple(ThemeFindings(theme, tuple(those)) for theme, those in ordered))


def group(
    session: Session, part: ProgrammePart, themes: Mapping[int, str], *, actor: Actor, at: datetime
) -> None:
    """Put these findings (by id) under these themes; the same words in other capitals are one theme."""
    spelt: dict[str, str] = {}
    for one in findings_for(session, part.id):
        if one.id in themes:
            theme = themes[one.id].strip()
            one.theme = spelt.setdefault(theme.casefold(), theme)
    session.flush()
    record(session, actor, "group_findings", "programme_part", part.id, at=at)


def _working(initiative: Initiative) -> FindingDraft:
    """The initiative with the last number that it counted, and the chances that it saw as the reason."""
    counted = initiative.results[-1] if initiative.results else None
    text = f"{initiative.name}: {counted.number} {counted.what}" if counted else initiative.name
    return FindingDraft(FindingKind.WORKS, text, initiative.chances)
