"""What does a national meeting start from in tests? The town, in a programme of two regions."""

from datetime import date

from sqlalchemy import select

from models.initiative import Initiative, InitiativePhase
from models.meeting import MeetingKind
from models.programme import ProgrammeMeeting, ProgrammePart
from models.queries.findings import findings_for
from tests.after import DAY_AFTER, Aftermath
from tests.builders import a_region
from tests.tasting import a_programme
from web.actions.afterwards.findings import group, save_findings


class Congress(Aftermath):
    """The town, whose meeting belongs to a programme of two regions with a national meeting."""

    def __init__(self, session):
        super().__init__(session)
        self.programme = a_programme(session, self.meeting.region)
        self.other = a_region(session, "AM11")
        self.programme.regions.append(self.other)
        session.add(ProgrammeMeeting(meeting_id=self.meeting.id, programme_id=self.programme.id))
        slug = session.scalars(select(MeetingKind.slug)).first()
        self.part = ProgrammePart(position=0, kind_slug=slug, name="Terugkomdag", national=True)
        self.programme.parts.append(self.part)
        session.flush()

    def write(self, *drafts, region="AM06"):
        save_findings(self.session, self.part, region, drafts, actor=self.actor, at=DAY_AFTER)

    def told(self, region=None):
        found = findings_for(self.session, self.part.id, region)
        return [(one.region_code, one.kind, one.position, one.text, one.why, one.theme) for one in found]

    def theme(self, **themes):
        found = {one.text: one.id for one in findings_for(self.session, self.part.id)}
        chosen = {found[text]: theme for text, theme in themes.items()}
        group(self.session, self.part, chosen, actor=self.actor, at=DAY_AFTER)

    def initiative(self, name, **told):
        phase = InitiativePhase.ENDED if "ended_on" in told else InitiativePhase.RUNNING
        self.session.add(
            Initiative(
                region_code="AM06",
                programme_id=self.programme.id,
                name=name,
                goal="Samen",
                phase=phase,
                started_on=date(2026, 4, 1),
                created_at=DAY_AFTER,
                **told,
            )
        )
        self.session.flush()
