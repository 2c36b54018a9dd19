"""Regions tell what works and what does not, begin from what was recorded, and are grouped by theme."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from models.finding import Finding, FindingKind
from models.initiative import InitiativeResult
from models.step import StepState
from tests.after import DAY_AFTER
from tests.congress import Congress
from tests.tasting import a_programme
from web.actions.afterwards.findings import FindingDraft, harvest_of, material_of
from web.actions.lists.feedback import FeedbackDraft, give_feedback
from web.actions.organising.programmes import PartDraft, ProgrammeFault, ProgrammeRefusedError, save_parts

WORKS, FAILS = FindingKind.WORKS, FindingKind.FAILS


@pytest.fixture
def congress(session):
    return Congress(session)


def test_a_region_begins_from_what_was_recorded(congress):
    result = InitiativeResult(number=38, what="mensen", measured_on=date(2026, 6, 1), evidence="Lijst")
    congress.initiative("Koffie", chances="Iedereen kent de plek.", results=[result])
    congress.initiative("Kaart", ended_on=date(2026, 6, 1), ended_why="Niemand nam het over.")
    congress.tell(congress.step(congress.bank, "Wij bellen."), StepState.STUCK, "Geen nummer.")
    congress.tell(congress.step(congress.school, "Wij schrijven."), StepState.DONE, "Klaar.")
    guest = congress.guests[congress.bank.id]
    draft = FeedbackDraft(None, None, "Begin op tijd.")
    give_feedback(congress.session, guest, draft, actor=congress.actor, at=DAY_AFTER)

    material = material_of(congress.session, congress.programme.id, "AM06")

    assert material.drafts == (
        FindingDraft(WORKS, "Koffie: 38 mensen", "Iedereen kent de plek."),
        FindingDraft(FAILS, "Kaart", "Niemand nam het over."),
        FindingDraft(FAILS, "Wij bellen.", "Geen nummer."),
    )
    assert material.advice == ("Begin op tijd.",)
    nothing = material_of(congress.session, congress.programme.id, "AM11")
    assert (nothing.drafts, nothing.advice) == ((), ())


def test_what_is_told_again_replaces_and_keeps_its_theme(congress):
    congress.write(FindingDraft(WORKS, " Koffie ", " Gewoon. "), FindingDraft(FAILS, "Tijd"))
    congress.theme(Koffie="Elkaar kennen")

    congress.write(FindingDraft(WORKS, "Soep"), FindingDraft(WORKS, "Koffie"), FindingDraft(WORKS, "  "))

    assert congress.told() == [
        ("AM06", WORKS, 0, "Soep", "", ""),
        ("AM06", WORKS, 1, "Koffie", "", "Elkaar kennen"),
    ]


def test_a_harvest_shows_who_is_silent_and_the_largest_theme_first(congress):
    congress.write(FindingDraft(WORKS, "Koffie"), FindingDraft(FAILS, "Tijd"), FindingDraft(FAILS, "Geld"))
    congress.theme(Koffie="elkaar kennen", Tijd="Rust", Geld=" rust ")

    harvest = harvest_of(congress.session, congress.programme, congress.part.id)

    themes = [(one.theme, [each.text for each in one.findings]) for one in harvest.themes]
    assert themes == [("Rust", ["Tijd", "Geld"]), ("elkaar kennen", ["Koffie"])]
    assert [one.code for one in harvest.silent] == ["AM11"]
    congress.write(FindingDraft(WORKS, "Soep"), region="AM11")
    harvest = harvest_of(congress.session, congress.programme, congress.part.id)
    assert (harvest.silent, harvest.themes[-1].theme) == ((), "")


def test_a_region_that_left_the_programme_is_not_shown(congress):
    congress.write(FindingDraft(WORKS, "Soep"), region="AM11")
    congress.programme.regions.remove(congress.other)
    congress.session.flush()

    harvest = harvest_of(congress.session, congress.programme, congress.part.id)

    assert (len(harvest.regions), harvest.themes) == (1, ())


@pytest.mark.parametrize("left", [(), ("regional",)])
def test_a_meeting_for_which_regions_wrote_stays_in_the_programme(congress, left):
    congress.write(FindingDraft(WORKS, "Koffie"))
    drafts = [PartDraft(congress.part.kind_slug, "Terugkomdag", id=congress.part.id) for _one in left]

    with pytest.raises(ProgrammeRefusedError) as refusal:
        save_parts(congress.session, congress.programme, drafts, actor=congress.actor, at=DAY_AFTER)
    assert refusal.value.fault is ProgrammeFault.PART_HAS_FINDINGS


@pytest.mark.both_databases
def test_the_database_refuses_a_fourth_and_one_for_another_programme(congress):
    session = congress.session
    told = {"region_code": "AM06", "kind": WORKS, "text": "Te veel", "written_at": DAY_AFTER}
    elsewhere = a_programme(session, congress.meeting.region, name="Ander programma")
    for programme_id, position in ((congress.programme.id, 3), (elsewhere.id, 0)):
        row = Finding(programme_id=programme_id, part_id=congress.part.id, position=position, **told)
        with pytest.raises(IntegrityError), session.begin_nested():
            store(session, row)


def store(session, row):
    session.add(row)
    session.flush()
