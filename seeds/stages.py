"""How is the example region built, as far as you like? Through the same actions as the site."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matcher.embedder import Embedder
from models.facts import load_facts
from models.meeting import Meeting
from models.organisation import Organisation
from seeds.booklets import add_booklets
from seeds.circles import add_circles
from seeds.encounters import add_encounters
from seeds.experts import SeedExpert, add_expert, read_experts, register_expert
from seeds.findings import add_findings
from seeds.gatherings import add_meeting, arrange, register_all
from seeds.history import add_history
from seeds.initiatives import add_initiatives
from seeds.inviting import ask_to_come
from seeds.living import add_answers, add_states, add_works_with
from seeds.nominations import add_nominations
from seeds.organiser import ExampleOrganiser, add_organiser
from seeds.profiles import add_acquaintances, add_organisation
from seeds.programmes import add_programmes
from seeds.reading import HERE, SeedMeeting, read_meetings, read_organisations
from seeds.sounding import add_sounding_board
from seeds.steps import add_steps
from seeds.tables import add_tables
from web.actions.actor import SERVICE
from web.actions.jobs import claim, finish
from web.actions.lists.publishing import publish, reach_of
from web.actions.outbox import release
from web.actions.proposals.matching import request_run, run_matching, settings_of
from web.actions.site import Site

# The large meeting stays on the organiser's desk, with proposals that are still open.
PUBLISHED_MEETING = "epe-achterdeur"
PAST_MEETINGS = ("deventer-voorproef", "zutphen-proefkring", "apeldoorn-eerste-ronde")


class Stage(StrEnum):
    """How far the example is built; each stage holds the ones before it."""

    PROFILES = "profiles"
    REGISTERED = "registered"
    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    PUBLISHED = "published"


# When each stage was done, counted back from today: today the organiser looks at what came of it.
DAYS_AGO = {
    Stage.PROFILES: timedelta(days=40),
    Stage.REGISTERED: timedelta(days=20),
    Stage.PROPOSED: timedelta(days=3),
    Stage.REVIEWED: timedelta(days=2),
    Stage.PUBLISHED: timedelta(days=1),
}


class AlreadyFilled(RuntimeError):
    """The database holds organisations already; the example is only put into an empty one."""


@dataclass(frozen=True, slots=True)
class Example:
    """What decides how the example looks: the same values give the same example, but for the secret links."""

    seed: int
    today: date
    embedder: Embedder
    base_url: str


# Tells which stage is being built, and how much of it is done: `done` of `total`.
Report = Callable[[Stage, int, int], None]


def build(session: Session, stage: Stage, example: Example, *, report: Report) -> None:
    """Put the example into an empty database, up to and including this stage; the caller commits.

    Raises AlreadyFilled.
    """
    if session.scalar(select(exists().where(Organisation.id.is_not(None)))):
        raise AlreadyFilled("the database is filled already; give an empty one, or remove this one first")
    builder = _Builder(session, example, report)
    for step in Stage:
        builder.build(step)
        if step is stage:
            return


class _Builder:
    """Builds one stage after the other, and remembers the rows that the next ones need."""

    def __init__(self, session: Session, example: Example, report: Report) -> None:
        self.session = session
        self.example = example
        self.report = report
        self.organisations = read_organisations()
        self.meetings = read_meetings(self.organisations, example.today)
        self.organiser = SERVICE
        self.organisation_rows: dict[str, Organisation] = {}
        self.expert_rows: list[tuple[SeedExpert, Organisation]] = []
        self.meeting_rows: dict[str, Meeting] = {}

    def build(self, stage: Stage) -> None:
        """Build this stage on top of the ones before it."""
        steps = {
            Stage.PROFILES: self._profiles,
            Stage.REGISTERED: self._registered,
            Stage.PROPOSED: self._proposed,
            Stage.REVIEWED: self._reviewed,
            Stage.PUBLISHED: self._published,
        }
        at = datetime.combine(self.example.today - DAYS_AGO[stage], time(9), HERE)
        steps[stage](at)

    def _profiles(self, at: datetime) -> None:
        load_facts(self.session)
        self.organiser = add_organiser(self.session, at=at)
        experts = read_experts()
        total = len(self.organisations) + len(experts)
        for number, seed in enumerate(self.organisations):
            self.report(Stage.PROFILES, number, total)
            moment = at + timedelta(minutes=number)
            self.organisation_rows[seed.slug] = add_organisation(self.session, seed, at=moment)
        add_acquaintances(self.session, self.organisation_rows)
        add_states(self.session, self.organisation_rows, at=at + timedelta(days=1))
        add_works_with(self.session, self.organisation_rows, at=at + timedelta(days=1))
        for number, expert in enumerate(experts, start=len(self.organisations)):
            self.report(Stage.PROFILES, number, total)
            self.expert_rows.append((expert, add_expert(self.session, expert, at=at)))
        self.report(Stage.PROFILES, total, total)

    def _registered(self, at: datetime) -> None:
        total = len(self.meetings)
        for number, seed in enumerate(self.meetings):
            self.report(Stage.REGISTERED, number, total)
            before = min(at, seed.starts_at - timedelta(days=20))
            meeting = add_meeting(self.session, seed, actor=self.organiser, at=before)
            self.meeting_rows[seed.slug] = meeting
            if meeting in self._matched:
                self._ask_to_come(meeting, seed, before)
            register_all(self.session, meeting, seed.registrations, self.organisation_rows, at=before)
        for expert, row in self.expert_rows:
            for slug in expert.meetings:
                register_expert(self.session, self.meeting_rows[slug], row, at=at)
        today = self.example.today
        add_programmes(self.session, self.meeting_rows, actor=self.organiser, today=today, at=at)
        rows = self.meeting_rows, self.organisation_rows
        yesterday = datetime.combine(today - timedelta(days=1), time(9), HERE)
        for meeting in self.meeting_rows.values():
            arrange(self.session, meeting, actor=self.organiser, at=yesterday)
        add_steps(self.session, *rows, site=self._site, organiser=self.organiser, at=yesterday)
        add_initiatives(self.session, self.organisation_rows, today=today, at=yesterday)
        add_nominations(self.session, *rows)
        add_circles(self.session, *rows, actor=self.organiser)
        add_booklets(self.session, actor=self.organiser, at=yesterday)
        add_sounding_board(self.session, site=self._site, organiser=self.organiser, at=yesterday)
        add_findings(self.session, actor=self.organiser, at=yesterday)
        self.report(Stage.REGISTERED, total, total)

    def _ask_to_come(self, meeting: Meeting, seed: SeedMeeting, before: datetime) -> None:
        guests = {one.organisation for one in seed.registrations}
        near = {one.code for one in meeting.area}
        others = [
            row
            for slug, row in self.organisation_rows.items()
            if slug not in guests and row.municipality_code in near and row.members
        ]
        ids = [self.organisation_rows[slug].id for slug in sorted(guests)]
        asked = before - timedelta(days=7)
        ask_to_come(self.session, meeting, ids, others, site=self._site, actor=self.organiser, at=asked)

    def _proposed(self, at: datetime) -> None:
        organiser = ExampleOrganiser(self.organiser, seed=self.example.seed, leaves_open=False)
        past = [self.meeting_rows[slug] for slug in PAST_MEETINGS]
        add_history(self.session, past, organiser, match=lambda one, then: self._match(one, None, then))
        # Who met there is known from then on, so this comes after what was proposed there.
        add_encounters(self.session, self.meeting_rows, self.organisation_rows)
        for number, meeting in enumerate(self._matched):
            self._match(meeting, number, at)
        self.report(Stage.PROPOSED, 1, 1)

    def _match(self, meeting: Meeting, number: int | None, at: datetime) -> None:
        """Ask for a run as the organiser does, and do it as the job process does; tell of those to come."""
        total = len(self._matched)

        def report(done: int, steps: int) -> None:
            if number is not None:
                self.report(Stage.PROPOSED, number * steps + done, total * steps)

        run = request_run(self.session, meeting, settings_of(meeting), actor=self.organiser, at=at)
        job = claim(self.session, at=at)
        run_matching(self.session, run.id, embedder=self.example.embedder, at=at, report=report)
        if job is not None:
            finish(self.session, job.id, at=at)

    def _reviewed(self, at: datetime) -> None:
        for number, meeting in enumerate(self._matched):
            self.report(Stage.REVIEWED, number, len(self._matched))
            leaves_open = meeting is not self.meeting_rows[PUBLISHED_MEETING]
            organiser = ExampleOrganiser(self.organiser, seed=self.example.seed, leaves_open=leaves_open)
            organiser.review(self.session, meeting, at=at)
        self.report(Stage.REVIEWED, 1, 1)

    def _published(self, at: datetime) -> None:
        self.report(Stage.PUBLISHED, 0, 1)
        meeting = self.meeting_rows[PUBLISHED_MEETING]
        add_tables(self.session, meeting, actor=self.organiser, at=at)
        publish(self.session, meeting, base_url=self.example.base_url, actor=self.organiser, at=at)
        reach = reach_of(self.session, meeting)
        waiting = [mail.id for mail in reach.waiting] if reach else []
        release(self.session, waiting, actor=self.organiser, at=at)
        add_answers(self.session, self.organisation_rows, base_url=self.example.base_url, at=at)
        self.report(Stage.PUBLISHED, 1, 1)

    @property
    def _site(self) -> Site:
        return Site(self.example.base_url, "Onverwacht <onverwacht@example.org>")

    @property
    def _matched(self) -> list[Meeting]:
        """The meetings to come for which organisations are registered, as far as they are made."""
        return [
            self.meeting_rows[seed.slug]
            for seed in self.meetings
            if seed.registrations
            and seed.starts_at.date() > self.example.today
            and seed.slug in self.meeting_rows
        ]
