import pytest

from models.organisation import OrganisationMember, OrganisationRole, StatementState
from tests.builders import NOON, a_member, a_person, an_organisation


@pytest.fixture
def joke(session):
    return a_person(session, "joke@example.org")


@pytest.fixture
def bank(session, joke):
    member = OrganisationMember(person=joke, role=OrganisationRole.OWNER)
    return an_organisation(session, "Voedselbank", needs=("koeling",), members=[member])


@pytest.fixture
def visitor(signed_in, joke):
    return signed_in(joke)


def address(bank, *rest):
    return "/".join(["/organisaties", str(bank.id), "zinnen", *map(str, rest)])


def test_profile_changes_a_state_in_two_taps_and_comes_back(visitor, bank):
    need = bank.statements[0]
    page = visitor.get(f"/organisaties/{bank.id}/profiel").text
    assert f'action="{address(bank, need.id)}"' in page

    answer = visitor.post(address(bank, need.id), data={"stand": "bezig", "terug": "profiel"})

    assert answer.headers["Location"] == f"/organisaties/{bank.id}/profiel#zin-{need.id}"
    assert need.state is StatementState.BEING_MET


def test_what_is_met_asks_with_whom_and_offers_known_organisations(session, visitor, bank):
    need, helper = bank.statements[0], an_organisation(session, "Koelhuis Noord")
    assert visitor.post(address(bank, need.id), data={"stand": "gelukt"}).headers["Location"] == address(
        bank, need.id
    )

    offered = visitor.post(address(bank, need.id, "met-wie"), data={"naam": "koelhuis"}).text
    assert "Koelhuis Noord" in offered
    assert "Een andere: koelhuis" in offered
    visitor.post(address(bank, need.id, "met-wie"), data={"naam": "koelhuis", "ander": helper.id})
    known = need.met_by_id
    visitor.post(address(bank, need.id, "met-wie"), data={"naam": "koelhuis", "ander": 0})

    assert (known, need.met_by_id, need.met_by_name) == (helper.id, None, "koelhuis")
    page = visitor.get(address(bank, need.id)).text
    assert [words in page for words in ("Geschiedenis", "Gelukt", "met Koelhuis Noord", "met koelhuis")] == [
        True
    ] * 4


def test_a_name_that_is_too_long_is_given_back(visitor, bank):
    need = bank.statements[0]
    visitor.post(address(bank, need.id), data={"stand": "gelukt"})

    page = visitor.post(address(bank, need.id, "met-wie"), data={"naam": "x" * 300}).text

    assert "Deze naam is te lang." in page
    assert "x" * 300 in page


def test_statement_goes_off_the_board_and_back(visitor, bank):
    need = bank.statements[0]
    visitor.post(address(bank, need.id), data={"bord": "niet"})
    off = need.on_board

    visitor.post(address(bank, need.id), data={"bord": "wel"})

    assert (off, need.on_board) == (False, True)


def test_reminders_are_refused_and_taken_back(visitor, bank, joke):
    visitor.post(address(bank), data={"mail": "niet"})
    refused = joke.wants_reminders

    page = visitor.post(address(bank), data={"mail": "wel"}, follow_redirects=True).text

    assert (refused, joke.wants_reminders, "U krijgt deze mail weer." in page) == (False, True, True)


@pytest.mark.parametrize("data", [{"stand": "weg'; DROP"}, {}, {"stand": ""}])
def test_unknown_state_is_refused_and_changes_nothing(visitor, bank, data):
    answer = visitor.post(address(bank, bank.statements[0].id), data=data)

    assert (answer.status_code, bank.statements[0].state) == (400, StatementState.OPEN)


def test_unknown_choice_about_mail_is_refused(visitor, bank):
    assert visitor.post(address(bank), data={"mail": "misschien"}).status_code == 400


def test_a_sixth_cannot_stand_and_the_page_says_why(session, signed_in):
    els = a_person(session, "els@example.org")
    member = OrganisationMember(person=els, role=OrganisationRole.OWNER)
    full = an_organisation(session, "Vol", needs=tuple("abcdef"), members=[member])
    sixth = full.statements[5]
    sixth.state = StatementState.MET
    session.flush()

    answer = signed_in(els).post(address(full, sixth.id), data={"stand": "open"})

    assert (answer.status_code, "Er passen vijf teksten" in answer.text) == (409, True)
    assert sixth.state is StatementState.MET


@pytest.mark.parametrize("rest", [(), ("one",), ("one", "met-wie")])
def test_pages_are_not_for_others(session, signed_in, bank, rest):
    els = a_person(session, "els@example.org")
    an_organisation(session, "De Eik", members=[OrganisationMember(person=els, role=OrganisationRole.OWNER)])
    parts = [bank.statements[0].id if part == "one" else part for part in rest]
    stranger = signed_in(els)

    answers = [
        stranger.get(address(bank, *parts)),
        stranger.post(address(bank, *parts), data={"stand": "weg"}),
    ]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert bank.statements[0].state is StatementState.OPEN


def test_statement_of_another_organisation_does_not_exist(session, visitor, bank):
    other = an_organisation(session, "De Eik", needs=("schaduw",))

    answer = visitor.post(address(bank, other.statements[0].id), data={"stand": "weg"})

    assert (answer.status_code, other.statements[0].state) == (404, StatementState.OPEN)


def test_old_statements_say_since_when_and_what_is_set_aside(session, visitor, bank):
    need = bank.statements[0]
    assert "Niet bevestigd sinds" in visitor.get(f"/organisaties/{bank.id}").text  # builders write in March

    need.set_aside_at = NOON
    session.flush()

    assert "Opzij gezet op 2 maart 2026" in visitor.get(address(bank)).text


def test_editor_changes_a_state_and_leaves_the_notice_board_to_owners(session, signed_in, bank):
    browser, need = signed_in(a_member(session, bank, "els@example.org")), bank.statements[0]

    answers = [
        browser.post(address(bank, need.id), data=sent) for sent in ({"bord": "niet"}, {"stand": "bezig"})
    ]

    assert [answer.status_code for answer in answers] == [404, 302]
    assert (need.on_board, need.state) == (True, StatementState.BEING_MET)
    assert "Haal dit van het prikbord" not in browser.get(address(bank, need.id)).text
