import re

import pytest

from models.organisation import Organisation, OrganisationMember, OrganisationRole
from tests.builders import a_person, an_organisation

ALI = {"name": "Ali Test", "email": "ali@example.org", "function": "voorzitter", "may_decide": "yes"}


@pytest.fixture
def organisation(session) -> Organisation:
    member = OrganisationMember(
        person=a_person(session, "joke@example.org"),
        role=OrganisationRole.OWNER,
        name="Joke Voorbeeld",
    )
    return an_organisation(session, "De Linde", members=[member])


@pytest.fixture
def visitor(signed_in, organisation):
    return signed_in(organisation.members[0].person)


@pytest.fixture
def base(organisation) -> str:
    return f"/organisaties/{organisation.id}/profiel/contact"


def seen_on(page: str) -> str:
    return re.search(r'name="seen" type="hidden" value="(\w+)"', page)[1]


def add(visitor, base, **answers: str):
    return visitor.post(f"{base}/nieuw", data={"seen": seen_on(visitor.get(f"{base}/nieuw").text), **answers})


def told(organisation) -> list[tuple[str, str, bool | None, str]]:
    return [(m.name, m.person.email, m.may_decide, m.email_for) for m in organisation.members if m.is_contact]


def test_add_puts_someone_on_the_list_whom_only_organisers_see_unless_chosen(visitor, base, organisation):
    answer = add(visitor, base, **ALI)

    assert answer.headers["Location"] == base
    assert told(organisation)[1] == ("Ali Test", "ali@example.org", True, "organisers")


def test_add_does_not_show_what_a_known_person_told_elsewhere(session, visitor, base, organisation):
    known = a_person(session, "ali@example.org")
    known.name, known.phone = "Ali de Geheime", "0612345678"
    add(visitor, base, **ALI)

    page = visitor.get(base).text

    assert ("Ali Test" in page, "Geheime" in page, "0612345678" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Vul de naam in."),
        ({"email": ""}, "Vul het e-mailadres in."),
        ({"email": "ali"}, "Dit lijkt geen e-mailadres."),
        ({"email": "JOKE@example.org"}, "Dit e-mailadres staat al bij een andere contactpersoon."),
        ({"phone": "0" * 41}, "Deze tekst heeft 41 tekens. Er passen er 40."),
    ],
)
def test_add_says_what_is_wrong_and_keeps_what_was_typed(visitor, base, organisation, wrong, says):
    answer = add(visitor, base, **{**ALI, **wrong})

    assert (says in answer.text, 'value="voorzitter"' in answer.text, len(told(organisation))) == (
        True,
        True,
        1,
    )


def test_change_shows_and_stores_the_answers(visitor, base, organisation):
    path = f"{base}/{organisation.members[0].person_id}"
    page = visitor.get(path).text

    visitor.post(
        path,
        data={
            "seen": seen_on(page),
            "name": "Joke V.",
            "email": "joke@example.org",
            "may_decide": "no",
            "email_for": "partners",
        },
    )

    assert 'value="Joke Voorbeeld"' in page
    assert told(organisation) == [("Joke V.", "joke@example.org", False, "partners")]


def test_change_of_someone_who_is_no_contact_does_not_exist(session, visitor, base):
    stranger = a_person(session, "els@example.org")

    answer = visitor.get(f"{base}/{stranger.id}")

    assert (answer.status_code, "els@example.org" in answer.text) == (404, False)


def test_remove_takes_someone_off_the_list(visitor, base, organisation):
    add(visitor, base, **ALI)
    ali = organisation.members[1].person_id

    visitor.post(f"{base}/{ali}/weghalen", data={"seen": seen_on(visitor.get(f"{base}/{ali}").text)})

    assert told(organisation) == [("Joke Voorbeeld", "joke@example.org", None, "organisers")]


def test_colleague_who_was_first_is_shown_beside_what_was_typed(visitor, base, organisation):
    seen = seen_on(visitor.get(f"{base}/nieuw").text)
    add(visitor, base, **ALI)

    answer = visitor.post(f"{base}/nieuw", data={"seen": seen, "name": "Els", "email": "els@example.org"})

    assert (answer.status_code, "ali@example.org" in answer.text, 'value="Els"' in answer.text) == (
        409,
        True,
        True,
    )
    assert [name for name, *_ in told(organisation)] == ["Joke Voorbeeld", "Ali Test"]


def test_remove_after_a_colleague_changed_the_list_removes_nobody(visitor, base, organisation):
    joke = organisation.members[0].person_id
    seen = seen_on(visitor.get(f"{base}/{joke}").text)
    add(visitor, base, **ALI)

    answer = visitor.post(f"{base}/{joke}/weghalen", data={"seen": seen}, follow_redirects=True)

    assert "Iemand anders heeft de contactpersonen net veranderd." in answer.text
    assert len(told(organisation)) == 2


def test_everyone_sent_says_that_the_step_is_done(visitor, base, organisation):
    answer = visitor.post(base)

    assert (answer.headers["Location"], organisation.done_steps) == (
        f"/organisaties/{organisation.id}/profiel/nakijken",
        "contacts",
    )


def test_every_detail_has_its_own_audience(visitor, base, organisation):
    add(visitor, base, **ALI, name_for="meeting", email_for="partners", phone_for="organisers")

    ali = organisation.members[1]
    assert (ali.name_for, ali.email_for, ali.phone_for) == ("meeting", "partners", "organisers")


def test_unknown_audience_is_refused(visitor, base, organisation):
    answer = add(visitor, base, **ALI, email_for="everybody")

    assert (answer.status_code, len(told(organisation))) == (200, 1)


def test_change_says_that_the_person_hides_everything(session, visitor, base, organisation):
    organisation.members[0].person.hides_contact = True
    page = visitor.get(f"{base}/{organisation.members[0].person_id}").text

    assert "Deze persoon koos zelf dat geen enkele andere organisatie contactgegevens ziet." in page


def test_who_is_alone_and_has_no_name_yet_begins_with_themselves(visitor, base, organisation):
    (joke,) = organisation.members
    joke.name = ""
    own = f"{base}/{joke.person_id}"

    assert visitor.get(f"{base}?terug=nakijken").headers["Location"] == f"{own}?terug=nakijken"
    page = visitor.get(own).text
    assert ("Wie komt er aan tafel?</h1>" in page, "en er komt nog iemand" in page) == (True, True)
    typed = {"seen": seen_on(page), "name": "Joke", "email": "joke@example.org"}
    answer = visitor.post(own, data={**typed, "then": "on"})

    assert answer.headers["Location"] == f"/organisaties/{organisation.id}/profiel/nakijken"
    assert (organisation.members[0].name, organisation.done_steps) == ("Joke", "contacts")


def test_who_is_alone_can_add_someone_next(visitor, base, organisation):
    own = f"{base}/{organisation.members[0].person_id}"
    typed = {"seen": seen_on(visitor.get(own).text), "name": "Joke", "email": "joke@example.org"}

    assert visitor.post(own, data=typed).headers["Location"] == base
