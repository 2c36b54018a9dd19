"""A page that an organisation is proud of: for everyone with the link if it wants, without contact data."""

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from models.database import create_engine
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from tests.builders import a_kind, a_person, a_region, a_theme, an_organisation
from tests.journeys.conftest import assert_accessible

CANARY = ("Kanarie", "kanarie@example.org", "06-00000066")


def linde_in(session: Session) -> Organisation:
    a_region(session, "AM06", "GM0232")
    person = a_person(session, "kanarie@example.org")
    member = OrganisationMember(
        person=person, role=OrganisationRole.OWNER, name="Kanarie", phone="06-00000066"
    )
    return an_organisation(
        session,
        "Buurtkamer <De Linde>",
        kind=a_kind(session),
        municipality_code="GM0232",
        about="Wij zetten koffie.",
        offers=("Een zaal voor twintig mensen, op dinsdagavond vrij", "Koffie"),
        needs=("Iemand die brieven leest",),
        themes=[a_theme(session)],
        members=[member],
    )


@pytest.fixture
def linde(session):
    return linde_in(session)


@pytest.fixture
def member(signed_in, linde):
    return signed_in(linde.members[0].person)


def address(organisation: Organisation, page: str = "") -> str:
    return f"/organisaties/{organisation.id}{page}"


def test_page_is_inside_until_the_organisation_opens_it(client, member, linde):
    assert client.get(address(linde)).location.startswith("/aanmelden")
    assert client.get(address(linde, "/kaart.svg")).location.startswith("/aanmelden")

    member.post(address(linde, "/delen"), data={"openness": "public"})
    assert (
        client.get(address(linde)).status_code == client.get(address(linde, "/kaart.svg")).status_code == 200
    )

    member.post(address(linde, "/delen"), data={"openness": "inside"})
    assert client.get(address(linde)).location.startswith("/aanmelden")


def test_open_page_tells_all_but_contact_data(client, linde):
    linde.is_public = True

    page = client.get(address(linde)).text

    wanted = (
        "Buurtkamer &lt;De Linde&gt;",
        "Een zaal voor twintig mensen",
        "Iemand die brieven leest",
        "Wij zetten koffie.",
        '<meta property="og:title" content="Buurtkamer &lt;De Linde&gt;">',
        '<meta property="og:description" content="Wij bieden: Een zaal voor twintig mensen, op dinsdagavond',
        f'<meta property="og:url" content="http://localhost{address(linde)}">',
        '<meta name="robots" content="noindex">',
        'role="img" aria-labelledby="card-title card-text"',
    )
    assert [text for text in wanted if text not in page] == []
    assert [text for text in CANARY if text in page] == []


def test_closed_page_has_no_description_for_others(member, linde):
    assert "og:description" not in member.get(address(linde)).text


def test_page_is_in_english_too(client, linde):
    linde.is_public = True
    client.get("/taal/en")

    page = client.get(address(linde)).text

    assert "Card of Buurtkamer" in page
    assert "Vangnet (en)" in page
    assert '<meta property="og:locale" content="en_GB">' in page


def test_picture_is_a_file_that_stands_alone(client, linde):
    linde.is_public = True

    answer = client.get(address(linde, "/kaart.svg"))

    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert 'filename="onverwacht-kaart.svg"' in answer.headers["Content-Disposition"]
    assert answer.text.lstrip().startswith("<svg")
    assert "<De Linde>" not in answer.text
    assert [text for text in CANARY if text in answer.text] == []


def test_only_members_share(client, signed_in, session, linde):
    stranger = signed_in(a_person(session, "vreemd@example.org"))

    assert stranger.get(address(linde, "/delen")).status_code == 404
    assert stranger.post(address(linde, "/delen"), data={"openness": "public"}).status_code == 404
    assert client.get(address(linde, "/delen")).location.startswith("/aanmelden")
    assert not linde.is_public


def test_share_says_what_is_wrong(member, linde):
    assert "Er klopt nog iets niet" in member.post(address(linde, "/delen"), data={"openness": "x"}).text


def test_unknown_organisation_does_not_exist(member):
    assert member.get("/organisaties/999999/kaart.svg").status_code == 404


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_is_accessible_fits_every_width_and_prints(live_site, page, database_url, language):
    engine = create_engine(database_url)
    with Session(engine) as session:
        linde = linde_in(session)
        linde.is_public = True
        session.commit()
        path = address(linde)
    engine.dispose()
    page.goto(f"{live_site}/taal/{language}")
    page.goto(live_site + path)

    assert_accessible(page)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        card = page.get_by_role("img", name="Linde").evaluate(
            "card => [...card.querySelectorAll('text')].every(t => t.getBBox().x + t.getBBox().width < 398)"
        )
        assert card, width
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Linde")).to_be_visible()
    expect(page.locator("figcaption")).to_be_hidden()
