"""Who works together is told or kept; who would rather not meet is read by nobody else, on no page."""

import re

import pytest

from matcher.profiles import StatementRole
from models.organisation import OrganisationMember, OrganisationRole, Statement
from models.person import RegionOrganiser
from models.queries.relations import kept_apart, working_with
from models.relation import Collaboration, NotWith
from tests.builders import NOON, a_person, an_organisation
from tests.town import Town
from web.actions.actor import Actor
from web.actions.organisations.board import AnswerDraft, answer
from web.clock import now

CANARY = "kanarie-reden"


@pytest.fixture
def joke(session):
    return a_person(session, "joke@example.org")


@pytest.fixture
def bank(session, joke):
    member = OrganisationMember(person=joke, role=OrganisationRole.OWNER)
    return an_organisation(session, "Voedselbank", members=[member])


@pytest.fixture
def bailiff(session):
    return an_organisation(session, "Deurwaarders Zacht")


@pytest.fixture
def visitor(signed_in, joke):
    return signed_in(joke)


def apart(bank):
    return f"/organisaties/{bank.id}/liever-niet"


def working(bank):
    return f"/organisaties/{bank.id}/werkt-samen"


def test_search_then_choose_adds_to_the_private_list(session, visitor, bank, bailiff):
    found = visitor.post(apart(bank), data={"doe": "zoek", "name": "zacht"}).text
    assert "Deurwaarders Zacht" in found
    assert list(kept_apart(session, bank.id)) == []

    typed = {"doe": "voeg-toe", "name": "zacht", "other": bailiff.id, "reason": CANARY}
    answer_ = visitor.post(apart(bank), data=typed, follow_redirects=True)

    assert [(row.other_id, row.reason) for row in kept_apart(session, bank.id)] == [(bailiff.id, CANARY)]
    assert (CANARY in answer_.text, "Alleen u en uw collega’s zien dit." in answer_.text) == (True, True)
    visitor.post(apart(bank), data={"doe": "haal-weg", "ander": bailiff.id})
    assert list(kept_apart(session, bank.id)) == []


def test_working_together_is_shown_to_others_only_when_shared(session, visitor, bank, bailiff):
    typed = {"doe": "voeg-toe", "name": "zacht", "other": bailiff.id, "since": "2019"}
    visitor.post(working(bank), data=typed)
    hidden = visitor.get(f"/organisaties/{bank.id}").text
    visitor.post(working(bank), data={**typed, "shared": "y"})

    assert [
        "Met wie zij al werken" in page for page in (hidden, visitor.get(f"/organisaties/{bank.id}").text)
    ] == [
        False,
        True,
    ]
    visitor.post(working(bank), data={"doe": "haal-weg", "ander": bailiff.id})
    assert list(working_with(session, bank.id, shared_only=False)) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Vul een naam in, of een deel ervan."),
        ({"name": "zeppelin"}, "Wij vinden geen organisatie met deze naam."),
        ({"name": "zacht", "doe": "voeg-toe"}, "Kies een organisatie."),
        ({"name": "zacht", "doe": "voeg-toe", "other": "999"}, "Kies een organisatie."),
        ({"name": "zacht", "doe": "voeg-toe", "other": "x"}, "Kies een organisatie."),
        ({"name": "zacht", "doe": "voeg-toe", "since": "straks"}, "Vul een jaar in van 1900"),
        ({"name": "zacht", "doe": "voeg-toe", "since": "2999"}, "Vul een jaar in van 1900"),
        ({"name": "x" * 300}, "300 tekens"),
    ],
)
def test_bad_input_says_what_is_wrong_and_is_given_back(session, visitor, bank, bailiff, typed, says):
    page = visitor.post(working(bank), data={"doe": "zoek", **typed}).text

    assert says in page
    assert f'value="{typed["name"]}"' in page
    assert list(working_with(session, bank.id, shared_only=False)) == []


@pytest.mark.parametrize("list_of", [apart, working])
def test_lists_are_not_for_others(session, signed_in, client, bank, bailiff, list_of):
    els = a_person(session, "els@example.org")
    session.add(OrganisationMember(person=els, role=OrganisationRole.OWNER, organisation=bailiff))
    session.add(NotWith(organisation_id=bank.id, other_id=bailiff.id, reason=CANARY, created_at=NOON))

    answers = [signed_in(els).get(list_of(bank)), client.get(list_of(bank))]
    answers += [signed_in(els).post(list_of(bank), data={"doe": "haal-weg", "ander": bailiff.id})]

    assert [(one.status_code, CANARY in one.text) for one in answers] == [
        (404, False),
        (302, False),
        (404, False),
    ]
    assert len(kept_apart(session, bank.id)) == 1


class Everyone:
    """A published meeting with a bit of everything, and a browser for every role."""

    def __init__(self, session, app, signed_in):
        town = Town(session)
        session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
        town.proposal = town.approve(town.bank, town.library)
        town.publish()
        self.bank, self.library, self.town = town.bank, town.library, town
        town.statement = Statement(role=StatementRole.NEED, text="tafels", created_at=NOON)
        town.library.statements.append(town.statement)
        session.flush()
        people = {one: one.members[0].person for one in (town.bank, town.library, town.school)}
        given = AnswerDraft("Wij hebben tafels.")
        sender = Actor(person_id=people[town.school].id)
        answer(session, town.statement, town.school, given, actor=sender, base_url="", at=now())
        attendee = app.test_client()
        attendee.get(town.link_of(town.library).removeprefix("http://localhost"))
        self.others = {
            "nobody": app.test_client(),
            "organiser": signed_in(town.organiser),
            "member of the other": signed_in(people[town.library]),
            "member of a third": signed_in(people[town.school]),
            "attendee": attendee,
        }
        self.own = signed_in(people[town.bank])


@pytest.fixture
def everyone(session, app, signed_in):
    return Everyone(session, app, signed_in)


def addresses(app, town):
    """Every page that can be opened, once for each organisation that it can be about."""
    values = {
        "meeting_id": town.meeting.id,
        "proposal_id": town.proposal.id,
        "trial_id": 1,
        "statement_id": town.statement.id,
        "registration_id": town.guests[town.library.id].id,
        "person_id": town.library.members[0].person_id,
        "message_id": 1,
        "other_id": town.library.id,
        "merge_id": 1,
        "programme_id": 1,
        "part_id": 1,
        "initiative_id": 1,
        "practice": "fixbrigade",
        "slug": "gesprekskring",
        "task_id": 1,
        "code": "AM06",
        "number": 1,
        "question_id": 1,
        "path": "initiatieven",
        "token": "raden",
        "choice": "nl",
        "form": "csv",
        "import_id": 1,
        "letter": "uitnodiging",
        "paper": "deurlijst",
    }
    opened = []
    for rule in app.url_map.iter_rules():
        # Signing in as someone else would change who asks.
        if "GET" not in rule.methods or rule.endpoint == "static" or rule.endpoint.startswith("demo."):
            continue
        for organisation in (town.bank, town.library, town.school):
            told = {**values, "organisation_id": organisation.id}
            with app.test_request_context():
                path = app.url_map.bind("localhost").build(
                    rule.endpoint, {name: told[name] for name in rule.arguments}
                )
            opened.append(path)
    return sorted(set(opened))


SEARCHES = (
    "/prikbord?woorden=voedselbank",
    "/organisaties/lijkt-op?name=voedselbank",
    "/geen-pagina",
    "/organisaties/zoeken?zoek=voedselbank",
)


def read(browser, paths):
    """What each page says, without what differs from one look to the next.

    PDF and XLSX are made from what stands on the page beside them, and packed.
    """
    changing = re.compile(
        rb'(value|content)="[\w.-]{60,}"|DTSTAMP:\w+|\d\d\.\d\d uur|\d{4}-\d\d-\d\dT[\d:.+]+'
    )
    answers = {path: browser.get(path) for path in paths if not path.endswith((".pdf", ".xlsx"))}
    return {path: (one.status_code, changing.sub(b"", one.data)) for path, one in answers.items()}


def test_no_page_of_anyone_else_changes_by_what_one_would_rather_not(session, app, everyone):
    town = everyone.town
    paths = [*addresses(app, town), *SEARCHES]
    before = {role: read(browser, paths) for role, browser in everyone.others.items()}
    for other in (town.library, town.school):
        session.add(NotWith(organisation_id=town.bank.id, other_id=other.id, reason=CANARY, created_at=NOON))
    session.flush()
    assert CANARY in everyone.own.get(apart(town.bank)).text

    after = {role: read(browser, paths) for role, browser in everyone.others.items()}

    differing = [
        (role, path) for role, pages in after.items() for path in pages if pages[path] != before[role][path]
    ]
    assert differing == []
    assert not any(CANARY.encode() in page for pages in after.values() for _, page in pages.values())


def test_what_is_not_shared_is_on_no_page_of_others(session, app, everyone):
    town = everyone.town
    paths = [*addresses(app, town), *SEARCHES]
    before = {role: read(browser, paths) for role, browser in everyone.others.items()}
    session.add(
        Collaboration(organisation_id=town.bank.id, other_id=town.school.id, since=1987, created_at=NOON)
    )
    session.flush()

    after = {role: read(browser, paths) for role, browser in everyone.others.items()}

    assert after == before
