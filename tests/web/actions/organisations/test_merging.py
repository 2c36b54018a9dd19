from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.profiles import StatementRole
from models.agreement import Agreement
from models.board import BoardAnswer
from models.merge import UNDO_PERIOD
from models.organisation import Organisation, OrganisationRole
from models.organisation_import import ImportRow
from models.pin import Pin, PinKind, PinMember
from models.proposal import Proposal
from models.publication import MatchListEntry, Publication
from models.registration import Registration
from models.relation import Acquaintance, Collaboration, NotWith
from models.renewal import Renewal
from models.rows import differences, referring_columns
from tests.builders import (
    NOON,
    a_member,
    a_person,
    a_proposal,
    an_organisation,
)
from tests.two_lindes import TABLE, TwoLindes
from web.actions.organisations.joining import Asker, ask_to_join
from web.actions.organisations.merging import (
    UndoRefused,
    UndoTooLate,
    can_undo,
    merges_into,
)

pytestmark = pytest.mark.both_databases
OWNER, EDITOR = OrganisationRole.OWNER, OrganisationRole.EDITOR


@pytest.fixture
def town(session):
    return TwoLindes(session)


def offers(organisation) -> list[str]:
    return [one.text for one in organisation.statements_in(StatementRole.OFFER)]


def test_merge_brings_everything_together(session, town):
    town.merge()

    kept = town.kept
    assert offers(kept) == ["een zaal", "koffie", "een bus"]
    assert (kept.about, kept.kvk_number, kept.municipality_code) == ("wij luisteren", "12345678", "GM0232")
    assert {m.person.email: m.role for m in kept.members} == {
        "joke@example.org": EDITOR,
        "els@example.org": OWNER,
    }
    assert [place.code for place in kept.area] == ["GM0232"]
    assert session.execute(select(Acquaintance.first_id, Acquaintance.second_id)).all() == [
        (kept.id, town.third.id)
    ]
    assert session.execute(
        select(Registration.organisation_id, Registration.place_number).order_by(Registration.id)
    ).all() == [(kept.id, 1), (kept.id, 2), (town.third.id, 1)]
    assert [member.organisation_id for member in town.proposal.members] == [kept.id, town.third.id]
    assert session.scalars(select(Organisation.name).order_by(Organisation.id)).all() == [
        "De Linde",
        "De Eik",
    ]


def test_undo_restores_exactly_what_was(town):
    before = town.rows()
    merged = town.merge()

    town.undo(merged)

    after = town.rows()
    for rows in (before, after):
        rows.pop(("organisation_merge", repr({"id": merged.id})), None)
    assert differences(before, after) == []
    assert (merged.undone_by, merged.changes) == (town.actor.person_id, {})


def test_pins_and_answers_go_along_and_undo_brings_them_back(session, town):
    group = town.other.id, town.third.id
    members = [PinMember(organisation_id=one) for one in group]
    town.proposal.agreements = [Agreement(organisation_id=group[0], agrees=True, answered_at=NOON)]
    session.add(Pin(meeting_id=town.meeting.id, kind=PinKind.PROPOSAL, pinned_at=NOON, members=members))
    before = town.rows()

    merged = town.merge()

    asked = (select(PinMember.organisation_id), select(Agreement.organisation_id))
    pinned, answered = (set(session.scalars(each)) for each in asked)
    assert (pinned, answered) == ({town.kept.id, town.third.id}, {town.kept.id})
    town.undo(merged)
    after = town.rows()
    for rows in (before, after):
        rows.pop(("organisation_merge", repr({"id": merged.id})), None)
    assert differences(before, after) == []


def test_merge_keeps_what_organisations_say_of_others_once(session, town):
    town.merge()

    kept, third = town.kept.id, town.third.id
    pairs = {
        table: session.execute(select(table.organisation_id, table.other_id)).all()
        for table in (NotWith, Collaboration)
    }
    assert pairs == {NotWith: [(third, kept)], Collaboration: [(kept, third)]}
    assert session.scalars(select(BoardAnswer.message)).all() == ["wij ook"]
    assert session.scalars(select(Renewal.organisation_id)).all() == [kept]
    assert [offer.met_by_id for offer in town.third.statements] == [kept]
    assert session.scalars(select(ImportRow.organisation_id)).all() == [None]


def test_merge_never_leaves_a_row_of_the_other_behind(session, town):
    gone = town.other.id
    town.merge()

    left = [
        str(column)
        for column in referring_columns(TABLE)
        if session.execute(select(column).where(column == gone)).first() is not None
    ]
    assert left == []


def test_what_came_after_the_merge_stays_with_the_kept_one(session, town):
    merged = town.merge()
    a_member(session, town.kept, "later@example.org")

    town.undo(merged)

    assert [m.person.email for m in town.kept.members] == ["joke@example.org", "later@example.org"]


@pytest.mark.parametrize("change", ["member", "about"])
def test_undo_is_refused_when_what_moved_was_changed_since(session, town, change):
    merged = town.merge()
    if change == "member":
        town.kept.members.remove(next(m for m in town.kept.members if m.role is OWNER))
    else:
        town.kept.about = "wij doen nu iets anders"
    session.flush()

    with pytest.raises(UndoRefused) as refusal:
        town.undo(merged)

    tables = {"member": ("organisation_member",), "about": ("organisation",)}
    assert (refusal.value.tables, merged.undone_at) == (tables[change], None)


def test_undo_is_refused_once_a_list_with_a_moved_proposal_was_published(session, town):
    merged = town.merge()
    publication = Publication(
        meeting_id=town.meeting.id,
        run_id=town.run.id,
        number=1,
        published_by=town.actor.person_id,
        published_at=NOON,
    )
    entry = MatchListEntry(organisation_id=town.kept.id, proposal_id=town.proposal.id, position=1)
    publication.entries.append(entry)
    session.add(publication)
    session.flush()

    with pytest.raises(UndoRefused) as refusal:
        town.undo(merged)
    assert refusal.value.tables == ("match_list_entry",)


def test_undo_is_possible_for_thirty_days_and_once(town):
    merged = town.merge()
    assert can_undo(merged, NOON + UNDO_PERIOD - timedelta(seconds=1))

    with pytest.raises(UndoTooLate):
        town.undo(merged, at=NOON + UNDO_PERIOD)
    town.undo(merged)
    with pytest.raises(UndoTooLate):
        town.undo(merged)


def test_merges_into_lists_what_can_still_be_looked_at(session, town):
    merged = town.merge()
    assert list(merges_into(session, [town.kept.id])) == [merged]

    town.undo(merged)

    assert list(merges_into(session, [town.kept.id])) == []


def test_undecided_proposals_of_both_are_dropped_and_come_back(session, town):
    both = a_proposal(session, town.run, town.kept, town.other).id
    merged = town.merge()
    assert session.scalar(select(Proposal.id).where(Proposal.id == both)) is None

    town.undo(merged)

    members = session.get_one(Proposal, both).members
    assert [member.organisation_id for member in members] == [town.kept.id, town.other_id]


def test_a_double_request_to_join_stays_open_once(session, town):
    ans = a_person(session, "ans@example.org")
    requests = [
        ask_to_join(session, organisation, Asker(ans, "Ans"), base_url="http://localhost", at=NOON)
        for organisation in (town.kept, town.other)
    ]
    town.merge()

    assert [(one.organisation_id, one.state) for one in requests] == [
        (town.kept.id, "asked"),
        (town.kept.id, "withdrawn"),
    ]


def test_a_profile_that_is_full_takes_no_sixth_offer(session, town):
    town.other = an_organisation(session, "Linde", offers=tuple(f"aanbod {n}" for n in range(5)))

    town.merge()

    assert offers(town.kept) == ["een zaal", "koffie", "aanbod 0", "aanbod 1", "aanbod 2"]
