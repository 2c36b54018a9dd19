"""How an organiser puts what is stuck to the sounding board, and what becomes of the answer."""

import pytest
from sqlalchemy import select

from models.message import MessageKind
from models.person import RegionOrganiser
from models.sounding import QuestionState, SoundingQuestion
from tests.builders import a_person, a_region
from tests.sounding import NOW, Board
from web.clock import now

PAGE = "/regio/AM06/taaie-vragen"
NEW = f"{PAGE}/nieuw"


@pytest.fixture
def board(session):
    return Board(session)


@pytest.fixture
def organiser(signed_in, board):
    return signed_in(board.organiser)


def all_questions(board):
    board.session.expire_all()
    return board.session.scalars(select(SoundingQuestion).order_by(SoundingQuestion.id)).all()


def test_an_empty_region_says_that_nothing_lies_there_and_whom_to_invite(organiser):
    page = organiser.get(PAGE).text

    assert "Er zit nog niemand in de klankbordgroep." in page
    assert "Er ligt nu geen vraag van uw regio bij de klankbordgroep." in page
    assert "Wij vonden niets." in page


def test_a_stuck_step_goes_to_an_adviser_in_the_organisers_words(board, organiser):
    step = board.stuck()
    adviser = board.adviser("Quirine", board.net)
    page = organiser.get(PAGE).text
    assert "Deze stap liep 2 keer vast." in page
    assert f"{NEW}?stap={step.id}" in page
    assert "Wij bellen de school." in organiser.get(f"{NEW}?stap={step.id}").text

    told = {"text": "Hoe bereik je een school?", "themes": ["vangnet"]}
    answer = organiser.post(f"{NEW}?stap={step.id}", data=told, follow_redirects=True)
    assert "Kies nu een deskundige." in answer.text
    (question,) = all_questions(board)
    assert board.mails_of(MessageKind.SOUNDING_QUESTION) == []
    here = f"/taaie-vragen/{question.id}"
    sent = organiser.post(f"{here}/vraag-aan", data={"deskundige": adviser.id}, follow_redirects=True)

    assert "De vraag is onderweg naar Quirine." in sent.text
    assert len(board.mails_of(MessageKind.SOUNDING_QUESTION)) == 1
    assert f"{NEW}?stap={step.id}" not in organiser.get(PAGE).text


def test_a_need_that_nobody_answers_is_offered(board, organiser):
    need = board.need()

    page = organiser.get(PAGE).text

    assert "Bij Kring vonden wij niemand die dit biedt." in page
    assert f"{NEW}?vraag={need.id}" in page


def test_of_many_candidates_the_first_are_shown_in_full_and_each_can_be_put(board, organiser):
    needs = board.needs(12)

    page = organiser.get(PAGE).text

    assert (page.count("Bij Kring vonden wij niemand die dit biedt."), "Bekijk er nog 4" in page) == (8, True)
    assert [one.text for one in needs if f"{NEW}?vraag={one.id}" not in page] == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"text": "  "}, "Schrijf op wat u wilt weten."),
        ({"text": "x" * 2_000}, "2.000 tekens"),
        ({"text": "BSN 123456782"}, "burgerservicenummer"),
        ({"text": "Hoe helpen wij Voedselbank?"}, "De naam “Voedselbank” staat in uw vraag."),
        ({"text": "Blijft staan.", "themes": ["raar"]}, "Er klopt nog iets niet"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(board, organiser, told, says):
    page = organiser.post(f"{NEW}?stap={board.stuck().id}", data=told).text

    assert (says in page, told["text"].strip() in page) == (True, True)
    assert all_questions(board) == []


def test_two_organisers_who_put_the_same_step_get_one_question(board, organiser):
    step = board.stuck()
    organiser.post(f"{NEW}?stap={step.id}", data={"text": "Hoe?"})

    assert organiser.post(f"{NEW}?stap={step.id}", data={"text": "Hoe dan?"}).status_code == 404
    assert [one.text for one in all_questions(board)] == ["Hoe?"]


def test_an_own_question_needs_no_step(board, organiser):
    organiser.post(NEW, data={"text": "Hoe <b>nu</b>?"})

    (question,) = all_questions(board)
    page = organiser.get(f"/taaie-vragen/{question.id}").text
    assert ("Hoe &lt;b&gt;nu" in page, "<b>nu" in page) == (True, False)
    assert "Er is nu niemand die dit thema kent en ruimte heeft. Uw vraag blijft staan." in page


def test_a_question_is_reworded_taken_back_and_withdrawn(board, organiser):
    question = board.question()
    here = f"/taaie-vragen/{question.id}"
    organiser.post(f"{here}/wijzigen", data={"text": "Anders"})
    adviser = board.adviser("Quirine")
    organiser.post(f"{here}/vraag-aan", data={"deskundige": adviser.id})
    assert organiser.post(f"{here}/wijzigen", data={"text": "Te laat"}).status_code == 409

    organiser.post(f"{here}/terughalen")
    organiser.post(f"{here}/intrekken")

    assert [(one.text, one.state) for one in all_questions(board)] == [("Anders", QuestionState.WITHDRAWN)]


def test_a_full_adviser_is_shown_apart_and_cannot_be_asked(board, organiser):
    full = board.adviser("Quirine", monthly=1)
    board.assigned(full, at=now())
    question = board.question(at=now())
    here = f"/taaie-vragen/{question.id}"

    assert "heeft genoeg vragen voor deze maand" in organiser.get(here).text
    refused = organiser.post(f"{here}/vraag-aan", data={"deskundige": full.id})

    assert (refused.status_code, "Deze deskundige kan nu geen vraag aannemen." in refused.text) == (409, True)


def test_what_takes_long_is_marked_on_both_pages(board, organiser):
    board.assigned(board.adviser("Quirine"))

    assert "wacht al lang op antwoord" in organiser.get(PAGE).text
    assert "1 vraag wacht al lang" in organiser.get("/regio/AM06").text


def test_the_answer_returns_is_judged_and_made_public(board, organiser, client, signed_in):
    step = board.stuck()
    organiser.post(f"{NEW}?stap={step.id}", data={"text": "Hoe bereik je een school?"})
    (question,) = all_questions(board)
    board.answered(board.adviser("Quirine"), question, text="Bel de conciërge.")
    here = f"/taaie-vragen/{question.id}"
    own = f"/organisaties/{board.bank.id}"
    member = signed_in(board.bank.members[0].person)
    before = [member.get(one).text for one in (f"{own}/stappen/{board.meeting.id}", f"{own}/profiel")]
    assert "1 antwoord" in organiser.get("/regio/AM06").text
    assert "Bel de conciërge." not in client.get("/voorbeelden?woorden=conciërge").text

    for move in ("sturen", "hielp", "openbaar"):
        organiser.post(f"{here}/{move}")

    after = [member.get(one).text for one in (f"{own}/stappen/{board.meeting.id}", f"{own}/profiel")]
    public = client.get("/voorbeelden?woorden=conciërge").text
    assert ["Bel de conciërge." in page for page in (*before, *after)] == [False, False, True, True]
    assert ("Bel de conciërge." in public, "Voedselbank" in public, "Quirine" in public) == (
        True,
        False,
        False,
    )
    assert "Dit hielp." in organiser.get(PAGE).text
    organiser.post(f"{here}/verborgen")
    assert "Bel de conciërge." not in client.get("/voorbeelden?woorden=conciërge").text


def test_the_answer_to_a_need_stands_at_the_need(board, organiser, signed_in):
    need = board.need()
    organiser.post(f"{NEW}?vraag={need.id}", data={"text": "Wie weet dit?"})
    (question,) = all_questions(board)
    board.answered(board.adviser("Quirine"), question, text="Vraag het de buren.")
    organiser.post(f"/taaie-vragen/{question.id}/sturen")

    member = signed_in(board.library.members[0].person)

    page = member.get(f"/organisaties/{board.library.id}/zinnen/{need.id}").text
    assert "Vraag het de buren." in page


@pytest.mark.parametrize("role", ["nobody", "member", "adviser", "organiser elsewhere"])
def test_only_organisers_of_the_region_see_and_decide(board, client, signed_in, role):
    a_region(board.session, "AM08")
    elsewhere = a_person(board.session, "elders@example.org")
    board.session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    adviser = board.adviser("Quirine")
    question = board.question("Geheim?")
    people = {
        "member": board.bank.members[0].person,
        "adviser": adviser.person,
        "organiser elsewhere": elsewhere,
    }
    browser = signed_in(people[role]) if role in people else client
    here = f"/taaie-vragen/{question.id}"

    pages = [browser.get(one).status_code for one in (PAGE, NEW, here, f"{here}/wijzigen")]
    for move in ("vraag-aan", "wijzigen", "intrekken", "terughalen", "sturen", "hielp", "openbaar"):
        browser.post(f"{here}/{move}", data={"deskundige": adviser.id, "text": "Van mij"})
    browser.post(NEW, data={"text": "Van mij"})

    assert pages == ([302] * 4 if role == "nobody" else [404] * 4)
    assert [(one.text, one.state) for one in all_questions(board)] == [("Geheim?", QuestionState.OPEN)]


@pytest.mark.parametrize(
    "path", [f"{NEW}?stap=999", f"{NEW}?vraag=x", "/taaie-vragen/999", "/regio/AM99/taaie-vragen"]
)
def test_what_is_not_there_is_not_found(organiser, path):
    assert organiser.get(path).status_code == 404


def test_an_unknown_adviser_is_not_found(board, organiser):
    question = board.question(at=NOW)

    answer = organiser.post(f"/taaie-vragen/{question.id}/vraag-aan", data={"deskundige": "999"})

    assert answer.status_code == 404
