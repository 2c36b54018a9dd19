"""The steps with offers and needs: what is typical of the kind, to tick and reword."""

import re

import pytest

from matcher.profiles import StatementRole
from matcher.typical import typical_of
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from tests.builders import a_kind, a_member, a_person, an_organisation
from tests.web.steps import sends_step


@pytest.fixture
def organisation(session) -> Organisation:
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


USUAL = typical_of("huisarts", StatementRole.OFFER)


@pytest.fixture
def practice(session, organisation):
    organisation.kind_slug = a_kind(session, "huisarts", "health").slug
    session.flush()


def test_typical_sentences_are_ticked_and_marked_as_assumptions(visitor, save, organisation, practice):
    save("wat-bieden-wij", text_1="een zaal", typical=["0", "2"])

    assert offers(organisation) == ["een zaal", USUAL[0].nl, USUAL[2].nl]
    assert [one.assumed for one in organisation.statements_in(StatementRole.OFFER)] == [False, True, True]
    page = visitor.get(f"/organisaties/{organisation.id}/profiel/wat-bieden-wij").text
    assert page.count("Een aanname. Verander de woorden") == 2
    assert len(re.findall(r'name="typical"', page)) == 1  # what stands in a field is not offered again


def test_typical_sentence_in_own_words_is_no_assumption(save, organisation, practice):
    page = save("wat-bieden-wij", text_1="een zaal", typical="1", adopt="1", shown="2").text

    assert f"{USUAL[1].nl}</textarea>" in page
    assert offers(organisation) == ["een zaal", "koffie"]
    save("wat-bieden-wij", text_1="een zaal", text_2=f"{USUAL[1].nl} Soms.")
    assert [one.assumed for one in organisation.statements_in(StatementRole.OFFER)] == [False, False]


def test_more_than_five_with_what_is_ticked_comes_back(save, organisation, practice):
    five = {f"text_{number}": f"aanbod {number}" for number in range(1, 6)}

    answer = save("wat-bieden-wij", typical="0", **five)

    assert "U koos er samen 6. Er passen er 5." in answer.text
    assert re.search(r'checked[^>]*name="typical"|name="typical"[^>]*checked', answer.text)
    assert offers(organisation) == ["een zaal", "koffie"]


@pytest.mark.parametrize("typical", ["9", "x", "-1"])
def test_typical_sentence_that_does_not_exist_is_refused(save, organisation, practice, typical):
    answer = save("wat-bieden-wij", text_1="nieuw", typical=typical)

    assert ("nieuw</textarea>" in answer.text, offers(organisation)) == (True, ["een zaal", "koffie"])


def test_typical_sentences_speak_the_language_of_the_page(visitor, save, organisation, practice):
    visitor.get("/taal/en")

    save("wat-bieden-wij", typical="0")

    (stated,) = organisation.statements_in(StatementRole.OFFER)
    assert (stated.text, stated.assumed) == (USUAL[0].en, True)


def test_without_a_kind_the_page_asks_for_it(visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}/profiel/wat-bieden-wij").text

    assert ("Kies uw soort" in page, 'name="typical"' in page) == (True, False)


def test_others_never_read_an_assumption(session, visitor, save, organisation, practice, signed_in):
    save("wat-bieden-wij", text_1="een zaal", typical="0")
    other = an_organisation(session, "De Eik")
    reader = signed_in(a_member(session, other, "els@example.org"))

    page = reader.get(f"/organisaties/{organisation.id}").text

    assert ("een zaal" in page, USUAL[0].nl in page) == (True, False)
