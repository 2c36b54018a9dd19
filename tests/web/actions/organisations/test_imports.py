"""A file is asked for, read and chosen from; nothing of it becomes an organisation yet."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.job import Job, JobState
from models.organisation import Organisation
from models.organisation_import import ImportRow, ImportState, OrganisationImport, RowChoice, RowFinding
from tests.builders import NOON, a_person, a_region, an_organisation
from tests.sheets import an_xlsx
from web.actions.actor import Actor
from web.actions.organisations import imports
from web.actions.organisations.imports import ChoiceNotPossible, ImportNotReady
from web.spreadsheets.refusals import FileFault, FileRefused

EPE = "Plaats GM0232"


@pytest.fixture
def region(session):
    a_region(session, "AM11", "GM0034")
    return a_region(session, "AM06", "GM0232")


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session).id, organises=frozenset({"AM06"}))


@pytest.fixture
def ask(session, region, actor):
    def request(*rows, content=None, at=NOON):
        content = an_xlsx(*rows) if content is None else content
        return imports.request_import(session, region, " lijst.xlsx\n", content, actor=actor, at=at)

    return request


@pytest.fixture
def read(session, ask):
    def request_and_read(*rows):
        wanted = ask(*rows)
        imports.read_import(session, wanted, report=lambda *_: None)
        session.flush()
        return wanted

    return request_and_read


def rows_of(session, wanted):
    rows = session.scalars(
        select(ImportRow).where(ImportRow.import_id == wanted.id).order_by(ImportRow.number)
    ).all()
    return [(row.number, row.finding, row.choice, row.blocked) for row in rows]


def test_request_import_keeps_the_file_until_it_is_read(session, ask):
    content = an_xlsx(("Raap",))

    wanted = ask(content=content)

    assert (wanted.state, wanted.file_name, wanted.content) == (ImportState.READING, "lijst.xlsx", content)
    assert (wanted.job.name, wanted.job.arguments) == ("import", {"import_id": wanted.id})


def test_request_import_refuses_a_dangerous_file_at_once(session, ask):
    with pytest.raises(FileRefused):
        ask(content=b"%PDF-1.7")

    assert session.scalars(select(OrganisationImport)).all() == []


def test_request_import_forgets_what_was_never_carried_out(session, ask, read):
    old = read(("Raap",))
    carried_out = read(("Biet",))
    carried_out.state = ImportState.APPLIED
    session.flush()

    new = ask(("Peen",), at=NOON + timedelta(days=8))

    assert session.scalars(select(OrganisationImport.id)).all() == [carried_out.id, new.id]
    assert old.id not in session.scalars(select(ImportRow.import_id)).all()


def test_read_import_finds_what_is_new_near_and_faulty(session, read):
    an_organisation(session, "Buurtkamer De Linde", municipality_code="GM0232")
    an_organisation(session, "Humanitas", municipality_code="GM0034")

    wanted = read(
        ("Raap", "", EPE),
        ("Stichting Buurtkamer de Linde", "", EPE),
        ("Humanitas", "", EPE),
        ("Biet", "geen soort", EPE),
        ("", "", EPE),
        ("raap", "", EPE),
        ("Elders", "", "Plaats GM0034"),
    )

    assert (wanted.state, wanted.content) == (ImportState.READY, None)
    assert rows_of(session, wanted) == [
        (2, RowFinding.NEW, RowChoice.MAKE, False),
        (3, RowFinding.NEAR, RowChoice.SKIP, False),
        (4, RowFinding.NEAR, RowChoice.MAKE, False),
        (5, RowFinding.FAULTY, RowChoice.SKIP, False),
        (6, RowFinding.FAULTY, RowChoice.SKIP, True),
        (7, RowFinding.FAULTY, RowChoice.SKIP, False),
        (8, RowFinding.FAULTY, RowChoice.MAKE, False),
    ]
    row = session.get_one(ImportRow, (wanted.id, 7))
    assert row.faults == [{"cell": "A7", "code": "twice_in_file", "found": "2", "wanted": []}]
    assert len(session.scalars(select(Organisation)).all()) == 2


def test_read_import_names_columns_that_it_does_not_know(session, ask):
    wanted = ask(content=an_xlsx(("Raap", "123"), headings=("Naam", "KvK")))

    imports.read_import(session, wanted, report=lambda *_: None)

    assert wanted.unread_columns == ["KvK"]


def test_read_import_keeps_why_a_file_was_refused(session, ask):
    wanted = ask(content=b"Naam\n" + b"x\n" * 5_001)

    imports.read_import(session, wanted, report=lambda *_: None)
    session.flush()

    assert (wanted.state, wanted.problem, wanted.problem_words, wanted.content) == (
        ImportState.REFUSED,
        FileFault.TOO_MANY_ROWS,
        {"most": 5_000},
        None,
    )


def test_read_import_reports_and_begins_anew_when_it_was_interrupted(session, ask):
    wanted, reports = ask(*((f"Organisatie {n}",) for n in range(300))), []

    def interrupted(done, _total):
        if done:
            raise SystemExit(0)

    with pytest.raises(SystemExit):
        imports.read_import(session, wanted, report=interrupted)
    session.flush()
    imports.read_import(session, wanted, report=lambda *far: reports.append(far))
    session.flush()

    assert reports == [(0, 300), (250, 300), (300, 300)]
    assert len(rows_of(session, wanted)) == 300


def test_choose_keeps_a_possible_choice(session, read):
    an_organisation(session, "Raap", municipality_code="GM0232")
    wanted = read(("Raap", "", EPE))

    imports.choose(session, wanted, {2: RowChoice.FILL})

    assert rows_of(session, wanted) == [(2, RowFinding.NEAR, RowChoice.FILL, False)]


@pytest.mark.parametrize(
    ("row", "choice"),
    [
        (("", "", EPE), RowChoice.MAKE),
        (("Nieuw", "", EPE), RowChoice.FILL),
        (("Elders", "", "Plaats GM0034"), RowChoice.FILL),
    ],
)
def test_choose_refuses_what_is_not_possible(session, read, row, choice):
    an_organisation(session, "Elders", municipality_code="GM0034")
    wanted = read(row)
    before = rows_of(session, wanted)

    with pytest.raises(ChoiceNotPossible):
        imports.choose(session, wanted, {2: choice})

    assert rows_of(session, wanted) == before


def test_choose_for_all_leaves_out_rows_that_cannot(session, read):
    an_organisation(session, "Raap", municipality_code="GM0232")
    an_organisation(session, "Elders", municipality_code="GM0034")
    wanted = read(("Raap", "", EPE), ("Elders", "", EPE), ("", "", EPE), ("Nieuw", "", EPE))

    imports.choose_for_all(session, wanted, RowFinding.NEAR, RowChoice.FILL)
    imports.choose_for_all(session, wanted, RowFinding.FAULTY, RowChoice.MAKE)

    assert [choice for _, _, choice, _ in rows_of(session, wanted)] == [
        RowChoice.FILL,
        RowChoice.MAKE,
        RowChoice.SKIP,
        RowChoice.MAKE,
    ]


def test_confirm_undo_and_discard_want_their_own_state(session, read, actor):
    wanted = read(("Raap",))

    with pytest.raises(ImportNotReady):
        imports.request_undo(session, wanted, actor=actor, at=NOON)
    imports.confirm(session, wanted, actor=actor, at=NOON)
    for step in (imports.confirm, imports.discard):
        with pytest.raises(ImportNotReady):
            step(session, wanted, actor=actor, at=NOON)

    assert wanted.state is ImportState.APPLYING


def test_discard_forgets_the_import_and_its_rows(session, read, actor):
    imports.discard(session, read(("Raap",)), actor=actor, at=NOON)

    assert session.scalars(select(OrganisationImport)).all() == []
    assert session.scalars(select(ImportRow)).all() == []


def test_stuck_work_can_be_given_to_the_job_process_again(session, ask):
    wanted = ask(("Raap",))
    with pytest.raises(ImportNotReady):
        imports.try_again(session, wanted, at=NOON)
    wanted.job.state = JobState.FAILED

    assert imports.is_stuck(wanted)
    imports.try_again(session, wanted, at=NOON)

    assert not imports.is_stuck(wanted)
    assert len(session.scalars(select(Job)).all()) == 2
