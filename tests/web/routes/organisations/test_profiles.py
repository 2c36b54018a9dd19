import pytest
from sqlalchemy import select

from models.log import LogEntry
from models.organisation import Organisation, OrganisationMember, OrganisationRole, Origin
from tests.builders import a_kind, a_person, a_region, an_organisation


@pytest.fixture
def joke(session):
    return a_person(session, "joke@example.org")


@pytest.fixture
def organisation(session, joke) -> Organisation:
    a_region(session, "AM06", "GM0232", "GM0200")
    member = OrganisationMember(
        person=joke, role=OrganisationRole.OWNER, name="Joke de Geheime", phone="0612345678", is_contact=True
    )
    return an_organisation(
        session,
        "Buurtkamer De Linde",
        municipality_code="GM0232",
        kind_slug=a_kind(session).slug,
        offers=("een zaal",),
        members=[member],
    )


@pytest.fixture
def visitor(signed_in, joke):
    return signed_in(joke)


def names(session) -> list[str]:
    return list(session.scalars(select(Organisation.name).order_by(Organisation.id)))


def test_start_makes_an_organisation_that_the_starter_owns(session, visitor, joke):
    a_region(session, "AM06", "GM0232")

    answer = visitor.post("/organisaties/nieuw", data={"name": "De Eik", "place": "plaats gm0232"})

    made = session.scalars(select(Organisation)).one()
    assert answer.headers["Location"] == f"/organisaties/{made.id}/profiel"
    assert (made.name, made.municipality_code) == ("De Eik", "GM0232")
    assert [(m.person_id, m.role) for m in made.members] == [(joke.id, OrganisationRole.OWNER)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": "", "place": "Plaats GM0232"}, "Vul de naam van uw organisatie in."),
        ({"name": "\x00 \x07", "place": "Plaats GM0232"}, "Vul de naam van uw organisatie in."),
        (
            {"name": "x" * 100_000, "place": "Plaats GM0232"},
            "Deze tekst heeft 100.000 tekens.",
        ),
        ({"name": "De Eik", "place": ""}, "Vul uw gemeente in."),
        ({"name": "De Eik", "place": "Vaassen"}, "Vul de gemeente in, niet het dorp"),
        ({"name": "De Eik", "place": "Plaats GM02"}, "Bedoelt u Plaats GM0232?"),
    ],
)
def test_start_says_what_is_wrong_and_keeps_what_was_typed(session, visitor, typed, says):
    a_region(session, "AM06", "GM0232")

    answer = visitor.post("/organisaties/nieuw", data=typed)

    assert says in answer.text
    assert f'value="{typed["place"]}"' in answer.text
    assert names(session) == []


def test_start_asks_for_a_second_look_at_a_known_name(session, visitor, organisation):
    answer = visitor.post(
        "/organisaties/nieuw", data={"name": "Buurtkamer de Linde", "place": "Plaats GM0200"}
    )

    assert "Bestaat deze al?" in answer.text
    assert '<strong dir="auto">Buurtkamer De Linde</strong>, gemeente Plaats GM0232' in answer.text
    assert names(session) == ["Buurtkamer De Linde"]


def test_start_makes_a_second_of_one_name_knowingly(session, visitor, organisation):
    typed = {"name": "Buurtkamer De Linde", "place": "Plaats GM0200", "knowingly": "1"}

    visitor.post("/organisaties/nieuw", data=typed)

    assert names(session) == ["Buurtkamer De Linde", "Buurtkamer De Linde"]


def test_similar_shows_known_names_while_typing(visitor, organisation):
    found, nothing = (
        visitor.get("/organisaties/lijkt-op", query_string={"name": name}).text
        for name in ("De Linde", "Eik")
    )

    assert ("Buurtkamer De Linde" in found, nothing.strip()) == (True, "")


def test_show_never_has_contacts(session, visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}").text

    assert "een zaal" in page
    assert [secret in page for secret in ("Joke de Geheime", "0612345678", "joke@example.org")] == [False] * 3


def test_show_escapes_what_people_wrote(session, visitor, organisation):
    organisation.about = "<script>alert(1)</script>"

    page = visitor.get(f"/organisaties/{organisation.id}").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("origin", "source", "says"),
    [
        (Origin.INVENTED, "", "voorbeeld (verzonnen)"),
        (
            Origin.DOCUMENTED,
            "Brochure 2016",
            "uit een document van het programma: Brochure 2016.",
        ),
    ],
)
def test_show_says_where_a_profile_comes_from(session, visitor, organisation, origin, source, says):
    plain = visitor.get(f"/organisaties/{organisation.id}").text
    organisation.origin, organisation.source = origin, source

    assert (says in plain, says in visitor.get(f"/organisaties/{organisation.id}").text) == (False, True)


def test_show_is_not_for_people_without_an_organisation(session, signed_in, organisation):
    stranger = signed_in(a_person(session, "els@example.org"))

    answer = stranger.get(f"/organisaties/{organisation.id}")

    assert (answer.status_code, "Buurtkamer" in answer.text) == (404, False)


@pytest.mark.parametrize("path", ["profiel", "profiel/nakijken", "profiel/wie-zijn-wij", "profiel/contact"])
def test_profile_pages_are_not_for_members_of_another_organisation(session, signed_in, organisation, path):
    els = a_person(session, "els@example.org")
    member = OrganisationMember(person=els, role=OrganisationRole.OWNER)
    an_organisation(session, "De Eik", members=[member])

    answer = signed_in(els).get(f"/organisaties/{organisation.id}/{path}")

    assert (answer.status_code, "Buurtkamer" in answer.text) == (404, False)


def test_tasks_show_each_step_with_its_state(visitor, organisation):
    organisation.done_steps = "offers about"

    page = visitor.get(f"/organisaties/{organisation.id}/profiel").text

    assert [page.count(word) for word in ("Klaar", "Nog niet af", "Nog te doen", "Mag, hoeft niet")] == [
        1,
        1,
        3,
        2,
    ]
    assert "Uw profiel is al goed gevuld: 4 van de 8 delen." in page


def test_tasks_lead_everyone_to_initiatives_and_examples(visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}/profiel").text

    assert [page.count(f'href="{to}"') for to in ("/initiatieven", "/voorbeelden")] == [1, 2]


def test_check_names_what_is_missing_and_links_back_to_itself(visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}/profiel/nakijken").text

    assert "Zonder vraag kunnen wij niemand zoeken die u helpt." in page
    assert f"/organisaties/{organisation.id}/profiel/wat-zoeken-wij?terug=nakijken" in page
    assert "joke@example.org" in page


def test_check_confirms(session, visitor, organisation):
    answer = visitor.post(f"/organisaties/{organisation.id}/profiel/nakijken", follow_redirects=True)

    assert "Bedankt. Uw profiel is nagekeken en klaar." in answer.text
    assert organisation.confirmed_at is not None
    assert session.scalars(select(LogEntry.action).order_by(LogEntry.id.desc())).first() == "confirm_profile"
