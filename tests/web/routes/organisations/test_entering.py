import pytest
from sqlalchemy import select

from models.message import Message, MessageKind
from models.organisation import Organisation
from tests.builders import a_kind, a_member, a_person, a_region, an_organisation, an_organiser

FORM = "/regio/AM06/organisaties/nieuw"
FILLED_IN = {
    "name": "De Ekster",
    "place": "Plaats GM0232",
    "kind": "voedselbank",
    "website": "ekster.example",
    "kvk_number": "12.34.56 78",
    "about": "zij verkopen spullen",
    "email": "",
}


@pytest.fixture
def organiser(session, signed_in):
    a_region(session, "AM06", "GM0232")
    a_region(session, "AM08", "GM0363")
    a_kind(session)
    return signed_in(an_organiser(session))


def organisations(session) -> list[str]:
    return list(session.scalars(select(Organisation.name).order_by(Organisation.id)))


def test_organiser_enters_an_organisation_without_an_address(session, organiser):
    answer = organiser.post(FORM, data=FILLED_IN, follow_redirects=True)

    (made,) = session.scalars(select(Organisation))
    assert (made.name, made.municipality_code, made.kind_slug) == ("De Ekster", "GM0232", "voedselbank")
    assert (made.website, made.kvk_number, made.about) == (
        "https://ekster.example",
        "12345678",
        "zij verkopen spullen",
    )
    assert (made.organiser_steps, made.members) == ("who about", [])
    assert ("Nodig een eigenaar uit" in answer.text, session.scalars(select(Message)).all()) == (True, [])


def test_with_an_address_the_invitation_leaves_at_once(session, organiser):
    organiser.post(FORM, data={**FILLED_IN, "email": "els@example.org"})

    (message,) = session.scalars(select(Message))
    assert (message.kind, message.recipient) == (MessageKind.CLAIM, "els@example.org")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": " "}, "Vul de naam van de organisatie in."),
        ({"place": ""}, "Vul de gemeente in."),
        ({"place": "Plaats GM0363"}, "Deze gemeente ligt niet in Regio AM06."),
        ({"place": "Vaassen"}, "Vul de gemeente in, niet het dorp"),
        ({"kvk_number": "1234"}, "Een KvK-nummer heeft acht cijfers"),
        ({"kvk_number": "1234567a"}, "U vulde 1234567a in."),
        ({"kvk_number": "١٢٣٤٥٦٧٨"}, "Een KvK-nummer heeft acht cijfers"),
        ({"website": "geen idee"}, "Dit lijkt geen adres van een website."),
        ({"email": "els@"}, "Dit lijkt geen e-mailadres."),
        ({"email": "els@gmial.com"}, "Bedoelt u els@gmail.com?"),
        ({"about": "x" * 20_001}, "Er passen er 20.000."),
    ],
)
def test_form_says_what_is_wrong_and_keeps_the_rest(session, organiser, typed, says):
    answer = organiser.post(FORM, data={**FILLED_IN, **typed})

    assert (says in answer.text, organisations(session)) == (True, [])
    assert "about" in typed or "zij verkopen spullen</textarea>" in answer.text


@pytest.mark.parametrize(
    "known", [{"name": "Stichting De Ekster"}, {"name": "Anders", "kvk_number": "12345678"}]
)
def test_near_duplicates_are_shown_first_and_a_second_one_is_made_knowingly(session, organiser, known):
    an_organisation(session, **known)

    answer = organiser.post(FORM, data=FILLED_IN)
    assert ("Bedoelt u een van deze?" in answer.text, known["name"] in answer.text) == (True, True)
    assert organisations(session) == [known["name"]]

    organiser.post(FORM, data={**FILLED_IN, "knowingly": "1"})
    assert organisations(session) == [known["name"], "De Ekster"]


def test_organisation_shows_others_what_the_organiser_told_until_it_saves_that_itself(
    session, organiser, signed_in
):
    organiser.post(FORM, data=FILLED_IN)
    (made,) = session.scalars(select(Organisation))
    path = f"/organisaties/{made.id}"
    assert "ingevuld door de organisator" in organiser.get(path).text
    els = signed_in(a_member(session, made, "els@example.org", "owner"))

    page = els.get(f"{path}/profiel/wat-zien-en-doen-wij").text
    seen = page.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    els.post(f"{path}/profiel/wat-zien-en-doen-wij", data={"seen": seen, "about": "wij verkopen"})

    assert made.organiser_steps == "who"


def test_who_has_an_owner_needs_no_invitation_of_the_organiser(session, organiser):
    made = an_organisation(session, "De Ekster", municipality_code="GM0232")
    a_member(session, made, "els@example.org", "owner")

    answer = organiser.post(f"/organisaties/{made.id}/eigenaar-uitnodigen", data={"email": "rob@example.org"})

    assert "Deze organisatie heeft al een eigenaar" in answer.text
    assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_these_pages_are_for_organisers_of_the_region_only(session, client, organiser, signed_in, method):
    made = an_organisation(session, "De Ekster", municipality_code="GM0232")
    paths = [FORM, f"/organisaties/{made.id}/eigenaar-uitnodigen"]
    visitors = {
        "elsewhere": an_organiser(session, "elders@example.org", "AM08"),
        "owner": a_member(session, made, "els@example.org", "owner"),
        "stranger": a_person(session, "ans@example.org"),
    }

    found = {
        name: [getattr(signed_in(person), method)(path).status_code for path in paths]
        for name, person in visitors.items()
    }

    assert found == {"elsewhere": [404, 404], "owner": [404, 404], "stranger": [404, 404]}
    assert [getattr(organiser, method)(path).status_code for path in paths] == [200, 200]
    assert [getattr(client, method)(path).status_code for path in paths] == [
        302 if method == "get" else 401
    ] * 2
