"""What was chosen is carried out, and can be undone as long as nobody changed or uses it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.profiles import StatementRole
from models.log import LogEntry
from models.organisation import Audience, Organisation, OrganisationMember, OrganisationRole, Statement
from models.organisation_import import ImportRow, ImportState, RowChoice, RowOutcome
from models.person import Person
from models.queries.imports import KeepReason, count_outcomes, kept_with_names
from tests.builders import NOON, a_kind, a_meeting, a_person, a_region, a_registration, an_organisation
from tests.sheets import an_xlsx
from web.actions.actor import SERVICE
from web.actions.organisations import imports, profiles
from web.actions.organisations.import_apply import apply_import
from web.actions.organisations.import_undo import undo_import
from web.actions.organisations.profile_steps import Step, saved_steps

LATER = NOON + timedelta(hours=1)
EPE = "Plaats GM0232"
WHOLE = (
    "Raap",
    "voedselbank",
    EPE,
    "Wij delen uit.",
    "een zaal; koffie",
    "een bus",
    "www.raap.example",
    "Joke",
    "joke@example.org",
)
EVERYTHING = ["kind_slug", "municipality_code", "website", "about", "offer", "need", "contacts"]


def silent(_done, _total):
    pass


@pytest.fixture
def region(session):
    a_kind(session)
    return a_region(session, "AM06", "GM0232")


@pytest.fixture
def applied(session, region):
    def read_and_apply(*rows, **choices):
        wanted = imports.request_import(session, region, "x", an_xlsx(*rows), actor=SERVICE, at=NOON)
        imports.read_import(session, wanted, report=silent)
        session.flush()
        imports.choose(
            session, wanted, {int(number.removeprefix("row")): each for number, each in choices.items()}
        )
        imports.confirm(session, wanted, actor=SERVICE, at=NOON)
        apply_import(session, wanted, at=LATER, report=silent)
        session.flush()
        return wanted

    return read_and_apply


@pytest.fixture
def undone(session):
    def undo(wanted):
        imports.request_undo(session, wanted, actor=SERVICE, at=LATER)
        undo_import(session, wanted, at=LATER, report=silent)
        session.flush()
        session.expire_all()

    return undo


def named(session, name):
    return session.scalars(select(Organisation).where(Organisation.name == name)).one()


def texts(organisation, role):
    return [statement.text for statement in organisation.statements_in(role)]


def outcomes(session, wanted):
    rows = select(ImportRow.outcome).where(ImportRow.import_id == wanted.id).order_by(ImportRow.number)
    return session.scalars(rows).all()


def kept(session, wanted):
    return [(row.number, reason) for row, reason in kept_with_names(session, wanted.id)]


def test_a_row_becomes_a_whole_profile(session, applied):
    wanted = applied(WHOLE)

    organisation = named(session, "Raap")
    assert (organisation.kind_slug, organisation.municipality_code) == ("voedselbank", "GM0232")
    assert (organisation.about, organisation.website) == ("Wij delen uit.", "https://www.raap.example")
    assert texts(organisation, StatementRole.OFFER) == ["een zaal", "koffie"]
    assert texts(organisation, StatementRole.NEED) == ["een bus"]
    assert saved_steps(organisation) == set(Step) - {Step.WHERE, Step.REACH}
    (member,) = organisation.members
    assert (member.person.email, member.name, member.role, member.email_for) == (
        "joke@example.org",
        "Joke",
        OrganisationRole.EDITOR,
        Audience.ORGANISERS,
    )
    assert (wanted.state, wanted.applied_at) == (ImportState.APPLIED, LATER)


def test_only_the_name_of_a_row_is_kept_once_it_was_dealt_with(session, applied):
    applied(WHOLE)

    (row,) = session.scalars(select(ImportRow))
    assert (row.draft, row.filled) == ({"name": "Raap"}, EVERYTHING)


def test_a_contact_who_is_known_keeps_what_they_told_themselves(session, applied):
    person = a_person(session, "joke@example.org")

    applied(WHOLE, (*("Biet", "", EPE, "", "", "", "", "Jo B."), "joke@example.org"))

    assert person.name == "Joke"
    members = session.scalars(select(OrganisationMember).order_by(OrganisationMember.organisation_id)).all()
    assert [(member.person_id, member.name) for member in members] == [
        (person.id, "Joke"),
        (person.id, "Jo B."),
    ]


def test_filling_in_leaves_what_the_organisation_wrote_itself(session, applied):
    known = an_organisation(
        session,
        "Raap",
        offers=("eten",),
        about="Van onszelf.",
        municipality_code="GM0232",
        done_steps="about",
    )

    wanted = applied(WHOLE, row2=RowChoice.FILL)

    session.refresh(known)
    assert (known.about, known.kind_slug, known.website) == (
        "Van onszelf.",
        "voedselbank",
        "https://www.raap.example",
    )
    assert texts(known, StatementRole.OFFER) == ["eten"]
    assert texts(known, StatementRole.NEED) == ["een bus"]
    assert outcomes(session, wanted) == [RowOutcome.FILLED]


def test_two_rows_do_not_fill_in_one_organisation(session, applied):
    an_organisation(session, "Raap", municipality_code="GM0232")

    wanted = applied(
        ("Raap", "", EPE, "Eerst."), ("Raap", "", EPE, "Later."), row2=RowChoice.FILL, row3=RowChoice.FILL
    )

    assert named(session, "Raap").about == "Eerst."
    assert outcomes(session, wanted) == [RowOutcome.FILLED, RowOutcome.SKIPPED]


def test_a_row_that_adds_nothing_is_skipped(session, applied):
    an_organisation(session, "Raap", municipality_code="GM0232")

    wanted = applied(("Raap", "", EPE), row2=RowChoice.FILL)

    assert outcomes(session, wanted) == [RowOutcome.SKIPPED]


def test_interrupted_work_goes_on_where_it_was(session, region):
    wanted = imports.request_import(
        session, region, "x", an_xlsx(*((f"Nummer {n}",) for n in range(300))), actor=SERVICE, at=NOON
    )
    imports.read_import(session, wanted, report=silent)
    session.flush()
    imports.confirm(session, wanted, actor=SERVICE, at=NOON)

    def interrupted(done, _total):
        if done:
            raise SystemExit(0)

    with pytest.raises(SystemExit):
        apply_import(session, wanted, at=LATER, report=interrupted)
    apply_import(session, wanted, at=LATER, report=silent)
    session.flush()

    assert len(session.scalars(select(Organisation)).all()) == 300
    assert count_outcomes(session, wanted.id)[RowOutcome.MADE] == 300


def test_undo_takes_back_all_that_was_made(session, applied, undone):
    before = a_person(session, "wil@example.org")
    wanted = applied(WHOLE, ("Biet", "", EPE, "", "", "", "", "Wil", "wil@example.org"))

    undone(wanted)

    assert (wanted.state, wanted.undone_at) == (ImportState.UNDONE, LATER)
    assert session.scalars(select(Organisation)).all() == []
    assert session.scalars(select(Statement)).all() == []
    assert session.scalars(select(Person.id)).all() == [before.id]
    assert outcomes(session, wanted) == [RowOutcome.UNDONE] * 2


def test_undo_makes_blank_again_what_was_filled_in(session, applied, undone):
    known = an_organisation(session, "Raap", needs=("geld",), municipality_code="GM0232")
    wanted = applied(WHOLE, row2=RowChoice.FILL)

    undone(wanted)

    assert (known.kind_slug, known.about, known.website, known.members) == (None, "", "", [])
    assert known.municipality_code == "GM0232"
    assert texts(known, StatementRole.OFFER) == []
    assert texts(known, StatementRole.NEED) == ["geld"]


def test_undo_leaves_what_was_changed_or_is_used_and_says_so(session, region, applied, undone):
    wanted = applied(("Veranderd",), ("Aangemeld",), ("Weg",), ("Gewoon",))
    profiles.change_about(session, named(session, "Veranderd"), "Wij.", actor=SERVICE, at=LATER)
    a_registration(session, a_meeting(session, region), named(session, "Aangemeld"))
    session.delete(named(session, "Weg"))
    session.flush()
    session.expire_all()
    expected = [(2, KeepReason.CHANGED), (3, KeepReason.IN_USE), (4, KeepReason.GONE)]

    assert kept(session, wanted) == expected
    undone(wanted)

    assert kept(session, wanted) == expected
    assert session.scalars(select(Organisation.name).order_by(Organisation.id)).all() == [
        "Veranderd",
        "Aangemeld",
    ]


def test_undo_keeps_a_contact_who_signed_in_since(session, applied, undone):
    wanted = applied(WHOLE)
    person = session.scalars(select(Person)).one()
    session.add(LogEntry(at=LATER, person_id=person.id, action="signed_in", subject="person", subject_id="1"))
    session.flush()

    undone(wanted)

    assert session.scalars(select(Person.email)).all() == ["joke@example.org"]
    assert session.scalars(select(Organisation)).all() == []
