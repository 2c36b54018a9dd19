import pytest
from sqlalchemy import event

from models.board import BoardAnswer
from models.organisation import OrganisationMember, OrganisationRole
from models.person import RegionOrganiser
from tests.builders import a_kind, a_person, a_region, an_organisation


@pytest.fixture
def region(session):
    return a_region(session, "AM06", "GM0232", "GM0200")


@pytest.fixture
def make_member(session, signed_in):
    """What makes an organisation and a browser in which its only member is signed in."""

    def make(name, email, **columns):
        person = a_person(session, email)
        member = OrganisationMember(person=person, role=OrganisationRole.OWNER, name="Geheime Naam")
        return an_organisation(session, name, members=[member], **columns), signed_in(person)

    return make


@pytest.fixture
def bank(make_member, region, session):
    kind = a_kind(session).slug
    return make_member(
        "Voedselbank",
        "kanarie@example.org",
        needs=("een koelcel",),
        municipality_code="GM0232",
        kind_slug=kind,
    )[0]


@pytest.fixture
def visitor(make_member, region):
    return make_member("Koelhuis", "piet@example.org", offers=("een vriezer",))[1]


def found(browser, **query):
    page = browser.get("/prikbord", query_string=query).text
    return [text for text in ("een koelcel", "een vriezer") if f'dir="auto">{text}</p>' in page]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({}, ["een koelcel", "een vriezer"]),
        ({"woorden": "koelcel"}, ["een koelcel"]),
        ({"gebied": "plaats gm0232"}, ["een koelcel"]),
        ({"gebied": "Regio Regio AM06"}, ["een koelcel"]),
        ({"gebied": "Plaats GM0200"}, []),
        ({"wat": "aanbod"}, ["een vriezer"]),
        ({"soort": "voedselbank"}, ["een koelcel"]),
        ({"thema": "onbekend"}, []),
        ({"pagina": "-3"}, ["een koelcel", "een vriezer"]),
        ({"pagina": "abc", "wat": "'; DROP"}, ["een koelcel", "een vriezer"]),
        ({"woorden": "\x00" + "x " * 5000}, []),
    ],
)
def test_board_is_searched(visitor, bank, query, texts):
    assert found(visitor, **query) == texts


def test_empty_result_says_what_to_do_and_keeps_what_was_typed(visitor, bank):
    page = visitor.get("/prikbord", query_string={"woorden": "zeppelin"}).text

    assert "Gebruik minder woorden, kies een groter gebied" in page
    assert 'value="zeppelin"' in page


def test_unknown_area_is_named_and_near_ones_are_suggested(visitor, bank):
    page = visitor.get("/prikbord", query_string={"gebied": "Plaats GM023"}).text

    assert "Wij kennen geen gemeente of regio met deze naam: Plaats GM023." in page
    assert "Bedoelt u Plaats GM0232" in page


def test_board_is_for_members_and_organisers(session, client, signed_in, bank):
    organiser, stranger = a_person(session, "org@example.org"), a_person(session, "els@example.org")
    session.add(RegionOrganiser(person_id=organiser.id, region_code="AM06"))

    answers = [
        client.get("/prikbord"),
        signed_in(stranger).get("/prikbord"),
        signed_in(organiser).get("/prikbord"),
    ]

    assert [(a.status_code, "een koelcel" in a.text) for a in answers] == [
        (302, False),
        (404, False),
        (200, True),
    ]
    address = f"/prikbord/{bank.statements[0].id}/antwoord"
    assert [browser.get(address).status_code for browser in (client, signed_in(organiser))] == [302, 404]


def test_answer_is_sent_without_giving_the_address_away(session, visitor, bank):
    address = f"/prikbord/{bank.statements[0].id}/antwoord"
    assert "kanarie@example.org" not in visitor.get(address).text

    answer = visitor.post(
        address, data={"message": "Wij hebben plaats.", "shares_name": "y"}, follow_redirects=True
    )

    assert "Uw bericht is onderweg naar Voedselbank." in answer.text
    assert ["kanarie@example.org" in answer.text, "Wij hebben plaats." in answer.text] == [False, True]
    assert [(one.message, one.sender_name) for one in session.query(BoardAnswer)] == [
        ("Wij hebben plaats.", "Geheime Naam")
    ]


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("", "Schrijf een kort bericht."),
        (" \x07 ", "Schrijf een kort bericht."),
        ("x" * 1001, "1.001 tekens"),
    ],
)
def test_bad_answers_say_what_is_wrong_and_lose_nothing(session, visitor, bank, message, says):
    page = visitor.post(f"/prikbord/{bank.statements[0].id}/antwoord", data={"message": message}).text

    assert says in page
    assert message.strip(" \x07") in page
    assert session.query(BoardAnswer).count() == 0


def test_second_answer_says_that_the_first_one_waits(visitor, bank):
    address = f"/prikbord/{bank.statements[0].id}/antwoord"
    visitor.post(address, data={"message": "Een"})

    answer = visitor.post(address, data={"message": "Twee keer"})

    assert (
        answer.status_code,
        "U hebt hierop al geantwoord." in answer.text,
        "Twee keer" in answer.text,
    ) == (
        409,
        True,
        True,
    )


def test_one_cannot_answer_oneself_what_is_kept_off_or_for_another_organisation(session, visitor, bank):
    own = next(one for one in session.query(type(bank)) if one.name == "Koelhuis")
    need = bank.statements[0]
    visitor.post(f"/prikbord/{need.id}/antwoord", data={"message": "Hoi", "sender": bank.id})
    assert session.query(BoardAnswer).count() == 0
    need.on_board = False

    answers = [visitor.get(f"/prikbord/{id_}/antwoord") for id_ in (own.statements[0].id, need.id, 9999)]

    assert [answer.status_code for answer in answers] == [404] * 3


def test_board_costs_as_many_queries_for_twenty_as_for_one(session, visitor, bank):
    def queries():
        seen = []
        listener = (session.get_bind(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        event.listen(*listener)
        visitor.get("/prikbord")
        event.remove(*listener)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    for_two = queries()
    for number in range(30):
        an_organisation(
            session,
            f"Nummer {number}",
            needs=("een zaal",),
            municipality_code="GM0200",
            kind_slug="voedselbank",
        )

    assert (queries(), for_two) == (for_two, 10)
