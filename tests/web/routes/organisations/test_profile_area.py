"""The step with the map: where an organisation works."""

import re

import pytest

from models.organisation import Organisation, OrganisationMember, OrganisationRole
from tests.builders import a_person, a_region, an_organisation
from tests.web.steps import seen_on, sends_step


@pytest.fixture
def organisation(session) -> Organisation:
    a_region(session, "AM06", "GM0232", "GM0200")
    member = OrganisationMember(person=a_person(session), role=OrganisationRole.OWNER, name="Piet")
    return an_organisation(session, "De Linde", members=[member])


@pytest.fixture
def visitor(signed_in, organisation):
    return signed_in(organisation.members[0].person)


@pytest.fixture
def save(visitor, organisation):
    return sends_step(visitor, organisation)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="area" id="\S+" value="(\w+)" checked', page)


@pytest.fixture
def at_home(session, organisation):
    """The organisation with a place, and another region with a place of its own."""
    organisation.municipality_code = "GM0232"
    a_region(session, "AM08", "GM0363")
    session.flush()


def test_area_is_chosen_on_a_map_of_the_home_region_and_can_be_emptied(visitor, save, organisation, at_home):
    page = visitor.get(f"/organisaties/{organisation.id}/profiel/waar-werken-wij").text
    assert page.count('class="map__shape"') == 2
    assert re.search(
        r'<input type="checkbox" name="area" id="area-GM0232"[^>]*><label for="area-GM0232">', page
    )

    save("waar-werken-wij", area=["GM0232", "GM0200"], look="AM06")
    told = [place.code for place in organisation.area]
    save("waar-werken-wij", look="AM06")

    assert (told, organisation.area) == (["GM0200", "GM0232"], [])


def test_area_buttons_change_the_page_and_save_nothing(save, organisation, at_home):
    whole = save("waar-werken-wij", look="AM06", whole_region="1").text
    added = save("waar-werken-wij", look="AM06", area="GM0232", more="plaats gm0363", add="1").text
    other = save("waar-werken-wij", look="AM08", area="GM0232", show="1").text

    assert (ticked(whole), ticked(added), ticked(other)) == (
        ["GM0200", "GM0232"],
        ["GM0232", "GM0363"],
        ["GM0232"],
    )
    assert "U koos ook" in other
    assert organisation.area == []


def test_area_that_is_typed_and_saved_at_once_is_taken_along(save, organisation, at_home):
    save("waar-werken-wij", look="AM06", area="GM0232", more="Plaats GM0363")

    assert [place.code for place in organisation.area] == ["GM0232", "GM0363"]


def test_area_that_nobody_knows_comes_back_with_a_message_and_keeps_the_rest(save, organisation, at_home):
    answer = save("waar-werken-wij", look="AM06", area="GM0232", more="Vaassen")

    assert "Wij kennen geen gemeente met deze naam." in answer.text
    assert (ticked(answer.text), 'value="Vaassen"' in answer.text, organisation.area) == (
        ["GM0232"],
        True,
        [],
    )


def test_area_without_a_home_begins_with_the_choice_of_a_region(visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}/profiel/waar-werken-wij").text

    assert ("map__shape" in page, "Kies een regio" in page) == (False, True)


def test_area_of_two_colleagues_is_shown_together(visitor, organisation, at_home):
    path = f"/organisaties/{organisation.id}/profiel/waar-werken-wij"
    seen = seen_on(visitor.get(path).text)
    visitor.post(path, data={"seen": seen, "look": "AM06", "area": "GM0200"})

    answer = visitor.post(path, data={"seen": seen, "look": "AM06", "area": "GM0232"})

    assert answer.status_code == 409
    assert re.search(r"<dd[^>]*>Plaats GM0200</dd>", answer.text)
    assert ticked(answer.text) == ["GM0232"]
