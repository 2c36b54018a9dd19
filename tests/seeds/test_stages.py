"""The example grows stage by stage, the same for the same seed, and only in an empty database."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.embedder import load_embedder
from matcher.review import ReviewState
from matcher.vectors import needed
from models.database import create_engine
from models.exchange import load_profiles
from models.log import LogEntry
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.message import Message, MessageState
from models.organisation import Organisation, Origin
from models.proposal import Proposal, ReviewDecision
from models.publication import MatchListEntry, Publication
from models.queries.publications import published_registration
from models.registration import Registration
from models.seating import SeatingPlan
from models.tables import ALL_TABLES
from seeds.read_before import shipped_vectors
from seeds.stages import AlreadyFilled, Example, Stage, build
from tests.fakes import FakeEmbedder
from web.actions.accounts.demo import ATTENDEE_EMAIL, MEMBER_EMAIL, ORGANISER_EMAIL
from web.actions.lists.match_lists import match_list_for
from web.actions.organising.guest_list import GuestState, guest_list

EXAMPLE = Example(seed=7, today=date(2026, 11, 24), embedder=FakeEmbedder(), base_url="http://localhost:8000")
SECRET_COLUMNS = {"link_hash", "earlier_link_hash", "token_hash", "body"}


def built(session, stage, example=EXAMPLE):
    build(session, stage, example, report=lambda *_: None)
    return session


def counts(session, *tables):
    return tuple(session.scalar(select(func.count()).select_from(table)) for table in tables)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('seeds')}/published.sqlite")
    ALL_TABLES.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        yield built(session, Stage.PUBLISHED)
    engine.dispose()


def test_build_profiles_fills_in_organisations_and_no_meetings_and_tells_how_far_it_is(session):
    told = []

    build(session, Stage.PROFILES, EXAMPLE, report=lambda *far: told.append(far))

    total = counts(session, Organisation)[0]
    assert told == [(Stage.PROFILES, done, total) for done in range(total + 1)]
    origins = Counter(session.scalars(select(Organisation.origin)))
    assert origins[Origin.DOCUMENTED] == 34
    assert origins[Origin.INVENTED] >= 60
    assert counts(session, Registration) == (0,)


@pytest.mark.both_databases
def test_build_registered_lets_people_come(session):
    built(session, Stage.REGISTERED)

    per_meeting = session.execute(
        select(func.count(Registration.organisation_id.distinct())).group_by(Registration.meeting_id)
    )
    assert sorted(per_meeting.scalars()) == [6, 7, 12, 12, 21, 53]
    assert counts(session, MatchingRun) == (0,)


def test_build_registered_asked_everyone_by_mail_and_not_everyone_comes(session):
    built(session, Stage.REGISTERED)

    meeting = session.scalars(select(Meeting).where(Meeting.title.startswith("Onverwachte bond"))).one()
    counted = guest_list(session, meeting).counts
    states = GuestState.COMING, GuestState.DECLINED, GuestState.SENT
    assert [counted[state] for state in states] == [
        52,
        3,
        9,
    ]  # and someone who speaks from experience, whom nobody asked


@pytest.mark.slow
def test_build_refuses_a_database_that_is_filled(published):
    with pytest.raises(AlreadyFilled):
        built(published, Stage.PROFILES)


@pytest.mark.slow
def test_all_that_is_matched_ships_as_read_before(published):
    come = published.scalars(
        select(Registration.organisation_id)
        .join(MatchingRun, MatchingRun.meeting_id == Registration.meeting_id)
        .distinct()
    ).all()
    reader = load_embedder("shipped").name

    texts = needed(load_profiles(published, come), reader)

    assert set(texts) - set(shipped_vectors(reader)) == set(), "run python -m seeds.read_before"


@pytest.mark.slow
def test_build_published_leaves_a_third_of_the_large_meeting_open(published):
    runs = published.scalars(select(MatchingRun)).all()
    assert [run.state for run in runs] == [RunState.DONE] * 5
    large = max(runs, key=lambda run: run.organisations or 0)

    states = Counter(published.scalars(select(Proposal.state).where(Proposal.run_id == large.id)))

    assert 0.25 <= states[ReviewState.PROPOSED] / states.total() <= 0.4
    assert set(states) == set(ReviewState)
    assert published.scalar(select(func.count()).where(ReviewDecision.reason.is_not(None))) > 0


@pytest.mark.slow
def test_build_published_gives_people_their_lists_and_lets_the_mails_go(published):
    assert counts(published, Publication, SeatingPlan) == (1, 1)
    assert counts(published, MatchListEntry)[0] > 20
    assert set(published.scalars(select(Message.state))) == {MessageState.RELEASED, MessageState.SENT}


@pytest.mark.slow
def test_build_published_has_the_people_as_whom_the_demo_signs_in(published):
    registration = published_registration(published, ATTENDEE_EMAIL)
    items = match_list_for(published, registration).items

    assert len(items) >= 2
    members = {
        member.person.email: organisation.name
        for organisation in published.scalars(select(Organisation))
        for member in organisation.members
    }
    assert MEMBER_EMAIL in members
    assert published.scalar(select(func.count()).where(LogEntry.action == "made_organiser")) == 2
    assert ORGANISER_EMAIL not in members


@pytest.mark.slow
def test_build_gives_the_same_for_the_same_seed(published, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/again.sqlite")
    ALL_TABLES.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        built(session, Stage.PUBLISHED)
        differing = [
            table.name for table in ALL_TABLES.sorted_tables if rows(session, table) != rows(published, table)
        ]
    engine.dispose()

    assert differing == []


def rows(session, table):
    columns = [column for column in table.columns if column.name not in SECRET_COLUMNS]
    keys = [column for column in table.primary_key.columns if column.name not in SECRET_COLUMNS]
    order = keys or columns
    return [tuple(row) for row in session.execute(select(*columns).order_by(*order))]
