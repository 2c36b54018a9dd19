"""The page on what was learnt: what it says, what can be done, and who may."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.signs import Sign
from models.database import create_engine
from models.job import Job, JobName
from models.person import Language, RegionOrganiser
from models.queries.tastes import newest_taste
from models.region import Region
from tests.builders import a_member, a_person, an_organisation, an_organiser
from tests.journeys.conftest import assert_accessible
from tests.tasting import a_programme, judge, judge_by, pairs_of
from web.actions.accounts.demo import ORGANISER_EMAIL
from web.actions.proposals.tastes import learn
from web.clock import now
from web.words.tastes import sign_words


@pytest.fixture
def region(session):
    region = Region(code="AM06", name="Stedendriehoek", year=2026)
    session.add(region)
    session.flush()
    return region


@pytest.fixture
def programme(session, region):
    return a_programme(session, region)


@pytest.fixture
def address(programme):
    return f"/programmas/{programme.id}/geleerd"


@pytest.fixture
def organiser(session, region):
    return an_organiser(session)


@pytest.fixture
def visitor(signed_in, organiser):
    return signed_in(organiser)


def test_the_page_says_what_teaches_before_anything_was_learnt(visitor, address):
    page = visitor.get(address).text

    assert "Wij leerden nog niets." in page
    assert "Nu zijn er 0 beslissingen waarvan wij kunnen leren." in page
    assert "Wis wat wij leerden" not in page


def test_the_page_tells_in_words_and_figures_what_was_learnt(session, visitor, programme, address, organiser):
    judge_by(session, organiser, programme)
    taste = learn(session, programme.id, at=now())

    page = visitor.get(address).text

    words = sign_words(Sign.USUAL)
    assert f"U vindt ‘{words}’ belangrijker dan gemiddeld." in page
    assert "40 beslissingen over tweetallen: 20 goedgekeurd, 20 geweigerd." in page
    assert f"<td>{round(taste.shares_after[Sign.USUAL] * 100)} <svg" in page


def test_decisions_that_point_everywhere_show_no_taste(session, visitor, programme, address, organiser):
    _, proposals = pairs_of(session, programme, n=4)
    judge(session, organiser, proposals, [True, False, False, True])
    learn(session, programme.id, at=now())

    assert "Wij zien nog geen duidelijke voorkeur van u." in visitor.get(address).text


def test_the_organiser_asks_resets_and_takes_that_back(session, visitor, programme, address, organiser):
    judge_by(session, organiser, programme)
    learn(session, programme.id, at=now())

    visitor.post(address)
    assert [job.name for job in session.scalars(select(Job))] == [JobName.LEARN]
    assert "Wij leren nu van uw beslissingen." in visitor.get(address).text

    assert "Draai het wissen terug" in visitor.post(f"{address}/wissen", follow_redirects=True).text
    assert newest_taste(session, programme.id).reset_at is not None

    restored = visitor.post(f"{address}/herstellen", follow_redirects=True).text
    assert "Wis wat wij leerden" in restored
    assert newest_taste(session, programme.id).reset_at is None


def test_a_second_tap_changes_nothing_and_says_so(session, visitor, programme, address, organiser):
    judge_by(session, organiser, programme)
    learn(session, programme.id, at=now())
    visitor.post(f"{address}/wissen")

    assert "of het was al gewist" in visitor.post(f"{address}/wissen", follow_redirects=True).text
    visitor.post(f"{address}/herstellen")
    twice = visitor.post(f"{address}/herstellen", follow_redirects=True).text
    assert "Er is niets gewist dat u kunt terugdraaien." in twice


@pytest.mark.parametrize("role", ["nobody", "member", "organiser elsewhere"])
def test_only_organisers_of_the_programme_read_and_change_it(
    session, client, signed_in, programme, address, organiser, role
):
    judge_by(session, organiser, programme)
    learn(session, programme.id, at=now())
    elsewhere = a_person(session, "elders@example.org")
    session.add(Region(code="AM08", name="Elders", year=2026))
    session.flush()
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    member = a_member(session, an_organisation(session, "Voedselbank"), "lid@example.org", "owner")
    people = {"member": member, "organiser elsewhere": elsewhere}
    browser = client if role == "nobody" else signed_in(people[role])

    read = browser.get(address)
    changed = [browser.post(f"{address}{part}").status_code for part in ("", "/wissen", "/herstellen")]

    assert read.status_code == (302 if role == "nobody" else 404)
    assert changed == [401 if role == "nobody" else 404] * 3
    assert newest_taste(session, programme.id).reset_at is None


def test_the_page_reads_in_english(session, signed_in, programme, address, organiser):
    organiser.language = Language.ENGLISH
    judge_by(session, organiser, programme)
    learn(session, programme.id, at=now())
    browser = signed_in(organiser)
    browser.get("/taal/en")

    page = browser.get(address).text

    assert "What did we learn from you?" in page


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_is_accessible_fits_every_width_and_takes_a_reset_back(live_site, page, database_url):
    engine = create_engine(database_url)
    with Session(engine) as session:
        region = Region(code="AM06", name="Stedendriehoek", year=2026)
        session.add(region)
        session.flush()
        programme = a_programme(session, region)
        judge_by(session, an_organiser(session, ORGANISER_EMAIL), programme)
        learn(session, programme.id, at=now())
        address = f"{live_site}/programmas/{programme.id}/geleerd"
        session.commit()
    engine.dispose()
    page.goto(f"{live_site}/demo/organisator")
    page.goto(address)

    assert_accessible(page)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.get_by_role("button", name="Wis wat wij leerden").click()
    expect(page.get_by_role("status")).to_contain_text("Gewist.")
    assert_accessible(page)
    page.get_by_role("button", name="Draai het wissen terug").click()
    expect(page.get_by_role("table")).to_be_visible()
