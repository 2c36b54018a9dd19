from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from matcher.profiles import StatementRole
from matcher.typical import typical_of
from models.database import create_engine
from models.kind import Kind, Sector, TargetGroup, Theme
from models.log import LogEntry
from models.organisation import Audience, Organisation, OrganisationRole, Origin, StatementState
from models.person import Person
from models.region import Municipality
from tests.builders import a_kind, an_organisation
from web.actions.actor import NOBODY
from web.actions.errors import ChangedMeanwhileError
from web.actions.organisations import profiles
from web.actions.organisations.profile_steps import Step, fingerprint
from web.actions.organisations.profiles import (
    MayExistAlreadyError,
    Reach,
    WhoWeAre,
)
from web.actions.organisations.statements import TooManyStatementsError

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def facts(session) -> None:
    session.add(Municipality(code="GM0232", name="Epe", province="Gelderland", latitude=52.3, longitude=6.0))
    session.add(
        Municipality(code="GM0200", name="Apeldoorn", province="Gelderland", latitude=52.2, longitude=6)
    )
    sector = Sector(slug="care", name_nl="Zorg", name_en="Care", sphere="civil")
    session.add(Kind(slug="huisarts", name_nl="Huisarts", name_en="GP", sector=sector))
    session.add(Theme(slug="prevention", name_nl="Preventie", name_en="Prevention"))
    session.add(TargetGroup(slug="children", name_nl="Kinderen", name_en="Children"))
    session.flush()


@pytest.fixture
def organisation(session) -> Organisation:
    owner = Person(email="joke@example.org", name="Joke Voorbeeld", phone="", created_at=NOW)
    return profiles.create_organisation(
        session, "Buurtkamer De Linde", "GM0232", owner=owner, actor=NOBODY, at=NOW
    )


def offers(organisation: Organisation) -> list[tuple[int, str]]:
    return [(s.id, s.text) for s in organisation.statements_in(StatementRole.OFFER)]


def replace_offers(session, organisation, *texts, at=NOW) -> None:
    profiles.replace_statements(session, organisation, StatementRole.OFFER, texts, actor=NOBODY, at=at)


def test_create_organisation_makes_the_starter_owner_and_first_contact(session, organisation):
    (member,) = organisation.members

    assert (member.role, member.name, member.is_contact, member.email_for) == (
        OrganisationRole.OWNER,
        "Joke Voorbeeld",
        True,
        Audience.ORGANISERS,
    )
    assert (organisation.name, organisation.municipality.name) == ("Buurtkamer De Linde", "Epe")
    assert session.scalars(select(LogEntry.action)).all() == ["create_organisation"]


def test_create_organisation_stops_at_a_known_name_and_shows_its_place(session, organisation):
    with pytest.raises(MayExistAlreadyError) as stop:
        profiles.create_organisation(
            session, "Stichting Buurtkamer de Linde", "GM0200", owner=None, actor=NOBODY, at=NOW
        )

    assert [(o.id, o.name, o.municipality) for o in stop.value.similar] == [
        (organisation.id, "Buurtkamer De Linde", "Epe")
    ]


def test_create_organisation_allows_a_second_one_of_the_same_name_knowingly(session, organisation):
    second = profiles.create_organisation(
        session, "Buurtkamer De Linde", "GM0200", owner=None, actor=NOBODY, at=NOW, knowingly=True
    )

    assert (second.name, second.id != organisation.id) == (organisation.name, True)


def test_create_organisation_keeps_the_document_it_stands_in(session):
    known = profiles.create_organisation(
        session,
        "Voorbeeldwerk",
        None,
        owner=None,
        actor=NOBODY,
        at=NOW,
        origin=Origin.DOCUMENTED,
        source="Brochure 2016",
    )

    assert (known.origin, known.source, known.members) == (Origin.DOCUMENTED, "Brochure 2016", [])


def test_change_who_we_are_stores_the_answers_and_marks_the_step(session, organisation):
    who = WhoWeAre(" Huisarts De Linde ", "huisarts", "GM0200", "https://linde.example", "2-9")

    profiles.change_who_we_are(session, organisation, who, actor=NOBODY, at=LATER)

    assert (organisation.name, organisation.kind_slug, organisation.municipality_code) == (
        "Huisarts De Linde",
        "huisarts",
        "GM0200",
    )
    assert (organisation.website, organisation.size) == ("https://linde.example", "2-9")
    assert (organisation.done_steps, organisation.updated_at) == ("who", LATER)


@pytest.mark.parametrize("about", ["", "a", "🧡" * 20_000, "مرحبا بكم", "<script>alert(1)</script>"])
def test_change_about_keeps_any_text_as_it_is(session, organisation, about):
    profiles.change_about(session, organisation, about, actor=NOBODY, at=LATER)
    session.commit()

    assert session.get_one(Organisation, organisation.id).about == about


def test_replace_statements_keeps_the_ids_of_unchanged_texts_in_the_new_order(session, organisation):
    replace_offers(session, organisation, "een zaal", "koffie", "vrijwilligers")
    (room, _), (coffee, _), (people, _) = offers(organisation)

    replace_offers(session, organisation, "vrijwilligers", "  ", "een bus", "een zaal", "een zaal")

    kept = offers(organisation)
    assert [text for _, text in kept] == ["vrijwilligers", "een bus", "een zaal"]
    assert (kept[0][0], kept[2][0], kept[1][0] in {room, coffee, people}) == (people, room, False)


def test_replace_statements_withdraws_what_is_gone(session, organisation):
    replace_offers(session, organisation, "een zaal", "koffie")

    replace_offers(session, organisation, "koffie")

    assert [(s.text, s.state) for s in sorted(organisation.statements, key=lambda s: s.id)] == [
        ("een zaal", StatementState.WITHDRAWN),
        ("koffie", StatementState.OPEN),
    ]


def test_replace_statements_leaves_the_other_role_alone(session, organisation):
    replace_offers(session, organisation, "een zaal")

    profiles.replace_statements(
        session, organisation, StatementRole.NEED, ["een beamer"], actor=NOBODY, at=NOW
    )

    assert [text for _, text in offers(organisation)] == ["een zaal"]
    assert organisation.done_steps == "offers needs"


def test_change_reach_replaces_groups_themes_and_moments(session, organisation):
    reach = Reach(frozenset({"children"}), frozenset({"prevention"}), "als er een kind komt")
    profiles.change_reach(session, organisation, reach, actor=NOBODY, at=NOW)
    told = (len(organisation.groups), len(organisation.themes), organisation.moments)

    profiles.change_reach(session, organisation, Reach(), actor=NOBODY, at=NOW)

    assert told == (1, 1, "als er een kind komt")
    assert (organisation.groups, organisation.themes, organisation.moments) == ([], [], "")


def test_change_area_replaces_the_municipalities(session, organisation):
    for codes in (frozenset({"GM0232", "GM0200"}), frozenset({"GM0200"})):
        profiles.change_area(session, organisation, codes, actor=NOBODY, at=NOW)

    assert [municipality.name for municipality in organisation.area] == ["Apeldoorn"]
    assert organisation.done_steps == "where"


def test_a_sentence_that_is_typical_of_the_kind_is_an_assumption_until_it_is_confirmed(session, organisation):
    organisation.kind_slug = a_kind(session).slug
    usual = typical_of("voedselbank", StatementRole.OFFER)[0]
    replace_offers(session, organisation, usual.nl, usual.en, "een zaal")
    replace_offers(session, organisation, usual.nl, usual.en, "een zaal", at=LATER)  # saved again, unchanged
    before = [(one.assumed, one.confirmed_at) for one in organisation.statements]

    profiles.confirm_profile(session, organisation, actor=NOBODY, at=LATER)

    assert before == [(True, NOW), (True, NOW), (False, LATER)]
    assert [one.assumed for one in organisation.statements] == [False] * 3


def test_confirm_profile_remembers_the_moment(session, organisation):
    profiles.confirm_profile(session, organisation, actor=NOBODY, at=LATER)

    assert organisation.confirmed_at == LATER


def test_open_for_change_refuses_a_step_that_someone_else_saved(session, organisation):
    seen = fingerprint(organisation, Step.ABOUT)
    profiles.change_about(session, organisation, "Van mijn collega.", actor=NOBODY, at=NOW)

    with pytest.raises(ChangedMeanwhileError):
        profiles.open_for_change(session, organisation.id, Step.ABOUT, seen=seen)


def test_open_for_change_allows_a_step_when_another_one_was_saved(session, organisation):
    seen = fingerprint(organisation, Step.ABOUT)
    replace_offers(session, organisation, "een zaal")

    assert profiles.open_for_change(session, organisation.id, Step.ABOUT, seen=seen) is organisation


def test_version_refuses_a_change_that_was_made_on_older_rows(database_url):
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as mine, Session(engine) as theirs:
        id_ = an_organisation(theirs, "Buurtkamer De Linde").id
        theirs.commit()
        seen_before = mine.get_one(Organisation, id_)
        mine.commit()
        profiles.change_about(
            theirs, theirs.get_one(Organisation, id_), "Van mijn collega.", actor=NOBODY, at=NOW
        )
        theirs.commit()

        with pytest.raises(StaleDataError):
            profiles.change_about(mine, seen_before, "Van mij.", actor=NOBODY, at=LATER)
    engine.dispose()


def test_replace_statements_refuses_a_sixth(session, organisation):
    with pytest.raises(TooManyStatementsError):
        replace_offers(session, organisation, *"abcdef")

    assert offers(organisation) == []
