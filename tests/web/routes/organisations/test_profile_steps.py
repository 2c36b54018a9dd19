import re

import pytest

from matcher.profiles import StatementRole
from models.kind import TargetGroup, Theme
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from tests.builders import a_kind, a_person, a_region, an_organisation
from tests.web.steps import seen_on, sends_step


@pytest.fixture
def organisation(session) -> Organisation:
    a_region(session, "AM06", "GM0232", "GM0200")
    a_kind(session, "huisarts", "health")
    session.add(TargetGroup(slug="children", name_nl="Kinderen", name_en="Children"))
    session.add(Theme(slug="prevention", name_nl="Preventie", name_en="Prevention"))
    member = OrganisationMember(person=a_person(session), role=OrganisationRole.OWNER, name="Piet")
    return an_organisation(session, "De Linde", offers=("een zaal", "koffie"), members=[member])


@pytest.fixture
def visitor(signed_in, organisation):
    return signed_in(organisation.members[0].person)


@pytest.fixture
def save(visitor, organisation):
    return sends_step(visitor, organisation)


def offers(organisation) -> list[str]:
    return [statement.text for statement in organisation.statements_in(StatementRole.OFFER)]


def test_who_is_saved_and_leads_on(save, organisation):
    typed = {"name": "Praktijk", "kind": "huisarts", "place": "plaats GM0200", "website": "www.linde.example"}

    answer = save("wie-zijn-wij", size="2-9", **typed)

    assert answer.headers["Location"] == f"/organisaties/{organisation.id}/profiel/waar-werken-wij"
    assert (organisation.name, organisation.kind_slug, organisation.municipality_code) == (
        "Praktijk",
        "huisarts",
        "GM0200",
    )
    assert (organisation.website, organisation.size) == ("https://www.linde.example", "2-9")


def test_who_takes_not_knowing_for_an_answer(save, organisation):
    answer = save("wie-zijn-wij", name="De Linde", kind="", place="", website="", size="")

    assert (answer.status_code, organisation.kind_slug, organisation.municipality_code) == (302, None, None)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Vul de naam van uw organisatie in."),
        ({"website": "javascript:alert(1)"}, "Dit lijkt geen adres van een website."),
        ({"website": "geen idee"}, "Dit lijkt geen adres van een website."),
        ({"place": "Vaassen"}, "Vul de gemeente in, niet het dorp"),
    ],
)
def test_who_says_what_is_wrong_and_keeps_the_rest(save, organisation, typed, says):
    answers = {
        "name": "Nieuwe naam",
        "kind": "huisarts",
        "place": "",
        "website": "",
        "size": "2-9",
    }

    answer = save("wie-zijn-wij", **{**answers, **typed})

    assert (says in answer.text, organisation.name) == (True, "De Linde")
    assert '<option selected value="huisarts">' in answer.text


@pytest.mark.parametrize(
    ("path", "query", "then", "leads_to"),
    [
        ("wat-zien-en-doen-wij", "", "", "/profiel/wat-bieden-wij"),
        ("wat-zien-en-doen-wij", "", "later", "/profiel"),
        ("wat-zien-en-doen-wij", "?terug=nakijken", "", "/profiel/nakijken"),
    ],
)
def test_saving_leads_on_or_back(save, organisation, path, query, then, leads_to):
    answer = save(path, query, about="Wij luisteren.", then=then)

    assert answer.headers["Location"] == f"/organisaties/{organisation.id}{leads_to}"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("a", "a"),
        ("🧡 " * 9_999, ("🧡 " * 9_999).strip()),
        ("مرحبا بكم في الحي", "مرحبا بكم في الحي"),
        ("<b>vet</b> & 'zo'", "<b>vet</b> & 'zo'"),
        ("nul\x00teken\r\nregel", "nulteken\nregel"),
    ],
    ids=["nothing", "one", "emoji", "right to left", "html", "nul"],
)
def test_about_stores_any_text(save, organisation, typed, stored):
    save("wat-zien-en-doen-wij", about=typed)

    assert organisation.about == stored


@pytest.mark.parametrize("letter", ["x", "é", "🧡"])
def test_about_of_100000_characters_comes_back_with_a_message(save, organisation, letter):
    answer = save("wat-zien-en-doen-wij", about=letter * 100_000)

    assert "Deze tekst heeft 100.000 tekens. Er passen er 20.000." in answer.text
    assert (letter * 100_000 in answer.text, organisation.about) == (True, "")


def test_offers_are_replaced_in_order(save, organisation):
    save("wat-bieden-wij", text_1="koffie", text_2="", text_3="een bus", shown="3")

    assert offers(organisation) == ["koffie", "een bus"]


def test_offers_button_gives_one_more_field_and_saves_nothing(save, organisation):
    answer = save("wat-bieden-wij", text_1="nieuw", text_2="koffie", shown="2", more="1")

    assert ("Aanbod 3" in answer.text, "Aanbod 4" in answer.text) == (True, False)
    assert ("nieuw</textarea>" in answer.text, offers(organisation)) == (True, ["een zaal", "koffie"])


def test_offers_button_takes_one_away_and_a_later_save_keeps_it_away(save, organisation):
    page = save("wat-bieden-wij", text_1="een zaal", text_2="koffie", shown="2", remove="1").text

    assert ("koffie</textarea>" in page, "een zaal</textarea>" in page) == (True, False)
    save("wat-bieden-wij", text_1="koffie", text_2="", shown="2")
    assert offers(organisation) == ["koffie"]


@pytest.mark.parametrize("remove", ["0", "6", "x", "-1"])
def test_offers_button_with_a_wrong_number_loses_nothing(save, remove):
    page = save("wat-bieden-wij", text_1="een zaal", text_2="koffie", shown="nonsense", remove=remove).text

    assert ("een zaal</textarea>" in page, "koffie</textarea>" in page) == (True, True)


def test_needs_that_are_too_long_come_back_with_a_message(save, organisation):
    answer = save("wat-zoeken-wij", text_1="kort", text_2="x" * 501, shown="2")

    assert "Deze tekst heeft 501 tekens. Er passen er 500." in answer.text
    assert 'href="#text_2"' in answer.text
    assert ("kort</textarea>" in answer.text, organisation.statements_in(StatementRole.NEED)) == (True, [])


def test_reach_is_saved_and_can_be_emptied(save, organisation):
    save("wie-bereiken-wij", groups="children", themes="prevention", moments="als er een kind\nkomt")
    told = (len(organisation.groups), len(organisation.themes), organisation.moments)

    save("wie-bereiken-wij")

    assert told == (1, 1, "als er een kind komt")
    assert (organisation.groups, organisation.themes, organisation.moments) == ([], [], "")


def test_moments_with_a_bank_account_come_back_with_the_place(save, organisation):
    answer = save("wie-bereiken-wij", moments="bij NL91ABNA0417164300")

    assert ("is een rekeningnummer" in answer.text, organisation.moments) == (True, "")
    assert "bij NL91ABNA0417164300</textarea>" in answer.text


def test_colleague_who_was_first_loses_nothing_and_neither_does_the_second(visitor, organisation):
    path = f"/organisaties/{organisation.id}/profiel/wat-zien-en-doen-wij"
    seen = seen_on(visitor.get(path).text)
    visitor.post(path, data={"seen": seen, "about": "Van mijn collega."})

    answer = visitor.post(path, data={"seen": seen, "about": "Van mij."})

    assert answer.status_code == 409
    assert "Een collega heeft dit net ook veranderd" in answer.text
    assert re.search(r"own-words[^>]*>Van mijn collega\.", answer.text)
    assert "Van mij.</textarea>" in answer.text
    assert organisation.about == "Van mijn collega."

    visitor.post(path, data={"seen": seen_on(answer.text), "about": "Van ons samen."})

    assert organisation.about == "Van ons samen."


def test_colleague_on_another_step_is_in_nobodys_way(visitor, organisation):
    path = f"/organisaties/{organisation.id}/profiel"
    seen = seen_on(visitor.get(f"{path}/wat-zien-en-doen-wij").text)
    visitor.post(f"{path}/wat-bieden-wij", data={"seen": seen_on(visitor.get(f"{path}/wat-bieden-wij").text)})

    answer = visitor.post(f"{path}/wat-zien-en-doen-wij", data={"seen": seen, "about": "Van mij."})

    assert (answer.status_code, organisation.about) == (302, "Van mij.")
