from datetime import timedelta

import pytest
from sqlalchemy import event

from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.queries.invitations import registrations_of
from models.region import Region
from tests.builders import a_meeting, a_person, a_region, a_registration, an_organisation
from web.clock import now


@pytest.fixture
def organisation(session) -> Organisation:
    a_region(session, "AM06", "GM0232")
    member = OrganisationMember(
        person=a_person(session, "joke@example.org"), role=OrganisationRole.OWNER, name="Joke Voorbeeld"
    )
    return an_organisation(session, "De Linde", municipality_code="GM0232", members=[member])


@pytest.fixture
def visitor(signed_in, organisation):
    return signed_in(organisation.members[0].person)


@pytest.fixture
def make_meeting(session, organisation):
    """Makes a meeting that begins so many days from now, with the last day to answer a week before."""

    def make(days: float = 30, **columns: object):
        begins = now() + timedelta(days=days)
        told = {"starts_at": begins, "ends_at": begins + timedelta(hours=4)}
        told["rsvp_by"] = (begins - timedelta(days=7)).date()
        region = columns.pop("region", session.get_one(Region, "AM06"))
        return a_meeting(session, region, **{**told, **columns})

    return make


def address(organisation, meeting, *parts: object) -> str:
    tail = "".join(f"/{part}" for part in parts)
    return f"/organisaties/{organisation.id}/bijeenkomsten/{meeting.id}{tail}"


def coming(session, organisation, meeting) -> list[str]:
    return [registration.name for registration in registrations_of(session, meeting.id, organisation.id)]


def test_meetings_are_told_apart_by_where_they_are(session, visitor, organisation, make_meeting):
    make_meeting(title="Kring in Epe")
    make_meeting(-1, title="Voorbije kring")
    elsewhere = a_region(session, "AM11", "GM0034")
    begins = now() + timedelta(days=9)
    a_meeting(
        session, elsewhere, title="Kring ver weg", starts_at=begins, ends_at=begins + timedelta(hours=1)
    )

    page = visitor.get(f"/organisaties/{organisation.id}/bijeenkomsten").text

    nearby, _, further = page.partition("Bijeenkomsten ergens anders")
    assert ("Kring in Epe" in nearby, "Kring ver weg" in further) == (True, True)
    assert ("Kring ver weg" in nearby, "Voorbije kring" in page) == (False, False)


def test_meetings_without_any_say_so(visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}/bijeenkomsten").text

    assert "Er zijn nu geen bijeenkomsten bij u in de buurt." in page


def test_meetings_ask_for_the_municipality_first(visitor, organisation):
    organisation.municipality_code = None

    assert "Vul uw gemeente in" in visitor.get(f"/organisaties/{organisation.id}/bijeenkomsten").text


def test_meeting_registers_one_person_after_the_other_up_to_the_maximum(
    session, visitor, organisation, make_meeting
):
    meeting = make_meeting()

    for name in ("Joke", "Ali"):
        answer = visitor.post(address(organisation, meeting), data={"name": name, "language": "nl"})
        assert answer.headers["Location"] == address(organisation, meeting)

    page = visitor.get(address(organisation, meeting)).text
    assert coming(session, organisation, meeting) == ["Joke", "Ali"]
    assert "Uw organisatie komt met 2 personen. Dat is het meeste wat mag." in page
    assert "Meld aan</button>" not in page


def test_meeting_refuses_a_third_person_kindly(session, visitor, organisation, make_meeting):
    meeting = make_meeting()
    for place in (1, 2):
        a_registration(session, meeting, organisation, place)

    answer = visitor.post(
        address(organisation, meeting), data={"name": "Derde", "email": "derde@example.org", "language": "nl"}
    )

    assert "Uw organisatie komt al met zoveel mensen als er mogen komen." in answer.text
    assert ('value="Derde"' in answer.text, 'value="derde@example.org"' in answer.text) == (True, True)
    assert coming(session, organisation, meeting) == ["Gast 1", "Gast 2"]


def test_meeting_refuses_someone_twice(session, visitor, organisation, make_meeting):
    meeting = make_meeting()
    a_registration(session, meeting, organisation)

    answer = visitor.post(address(organisation, meeting), data={"name": "gast 1", "language": "nl"})

    assert "Deze persoon staat al op de lijst van uw organisatie." in answer.text
    assert coming(session, organisation, meeting) == ["Gast 1"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": " "}, "Vul de naam in van wie er komt."),
        ({"name": "x" * 100_000}, "Deze tekst heeft 100.000 tekens."),
        ({"name": "Ali", "email": "ali"}, "Dit lijkt geen e-mailadres."),
    ],
)
def test_meeting_says_what_is_wrong(session, visitor, organisation, make_meeting, typed, says):
    meeting = make_meeting()

    answer = visitor.post(address(organisation, meeting), data={"language": "en", **typed})

    assert (says in answer.text, coming(session, organisation, meeting)) == (True, [])


def test_meeting_after_the_last_day_can_still_be_joined_and_says_it_is_late(
    session, visitor, organisation, make_meeting
):
    meeting = make_meeting(3)

    before = visitor.get(address(organisation, meeting)).text
    visitor.post(address(organisation, meeting), data={"name": "Joke", "language": "nl"})
    after = visitor.get(address(organisation, meeting)).text

    assert "De aanmelddatum is voorbij. U kunt zich nog aanmelden" in before
    assert ("na de aanmelddatum</span>" in before, "na de aanmelddatum</span>" in after) == (False, True)
    assert coming(session, organisation, meeting) == ["Joke"]


def test_meeting_that_has_begun_is_closed(session, visitor, organisation, make_meeting):
    meeting = make_meeting(-0.01)
    registration = a_registration(session, meeting, organisation)

    page = visitor.get(address(organisation, meeting)).text
    answers = [
        visitor.post(address(organisation, meeting), data={"name": "Ali", "language": "nl"}),
        visitor.post(address(organisation, meeting, "aanmelding", registration.id, "afmelden")),
    ]

    assert "De bijeenkomst is begonnen of voorbij." in page
    assert "Meld aan</button>" not in page
    assert [(answer.status_code, "al begonnen of voorbij" in answer.text) for answer in answers] == [
        (409, True)
    ] * 2
    assert coming(session, organisation, meeting) == ["Gast 1"]


def test_meeting_fills_in_a_contact_on_request(visitor, organisation, make_meeting):
    meeting, joke = make_meeting(), organisation.members[0].person_id

    page = visitor.get(address(organisation, meeting), query_string={"person": joke}).text

    assert ('value="Joke Voorbeeld"' in page, 'value="joke@example.org"' in page) == (True, True)


def test_change_corrects_a_name(session, visitor, organisation, make_meeting):
    meeting = make_meeting()
    registration = a_registration(session, meeting, organisation)
    path = address(organisation, meeting, "aanmelding", registration.id)

    page = visitor.get(path).text
    visitor.post(path, data={"name": "Els", "email": "els@example.org", "language": "en"})

    assert ('value="Gast 1"' in page, coming(session, organisation, meeting)) == (True, ["Els"])


def test_cancel_gives_the_place_back(session, visitor, organisation, make_meeting):
    meeting = make_meeting()
    registration = a_registration(session, meeting, organisation)

    answer = visitor.post(
        address(organisation, meeting, "aanmelding", registration.id, "afmelden"), follow_redirects=True
    )

    assert ("Gast 1 is afgemeld." in answer.text, coming(session, organisation, meeting)) == (True, [])


def test_registration_of_another_organisation_does_not_exist(session, visitor, organisation, make_meeting):
    meeting, other = make_meeting(), an_organisation(session, "De Eik")
    registration = a_registration(session, meeting, other)

    answers = [
        visitor.get(address(organisation, meeting, "aanmelding", registration.id)),
        visitor.post(address(organisation, meeting, "aanmelding", registration.id, "afmelden")),
    ]

    assert [(answer.status_code, "Gast 1" in answer.text) for answer in answers] == [(404, False)] * 2
    assert coming(session, other, meeting) == ["Gast 1"]


def test_meetings_cost_as_many_queries_for_twenty_as_for_one(session, visitor, organisation, make_meeting):
    path = f"/organisaties/{organisation.id}/bijeenkomsten"

    def queries() -> int:
        seen: list[str] = []
        listener = (session.get_bind(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        event.listen(*listener)
        visitor.get(path)
        event.remove(*listener)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    make_meeting()
    for_one = queries()
    for number in range(19):
        make_meeting(title=f"Kring {number}")

    assert (queries(), for_one) == (9, 9)
