"""An organiser prepares a meeting: dates that propose themselves, clear faults, parties as data."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.kind import Theme
from models.log import LogEntry
from models.meeting import Meeting, MeetingKind, MeetingKindParty
from tests.builders import NOON, a_person, a_region, a_registration, an_organisation
from web.actions.actor import Actor
from web.actions.organising.meeting_draft import (
    MeetingDraft,
    MeetingFault,
    MeetingFaultCode,
    MeetingRefusedError,
)
from web.actions.organising.meetings import change_meeting, change_parties, create_meeting, save_courage
from web.actions.organising.parties import PartyDraft, PartyRefusedError

pytestmark = pytest.mark.both_databases

START = datetime(2026, 12, 13, 11, 30, tzinfo=UTC)
DRAFT = MeetingDraft(
    kind="circle", title="Van beleid naar actie", starts_at=START, ends_at=START + timedelta(hours=4.5)
)


@pytest.fixture
def region(session):
    session.add(
        MeetingKind(
            slug="circle",
            name_nl="Gesprekskring",
            name_en="Discussion circle",
            parties=[
                MeetingKindParty(position=0, name="Gemeente", minimum=1, sectors=["municipality"], kinds=[]),
                MeetingKindParty(position=1, name="Bedrijven", sectors=["business"], kinds=[]),
            ],
        )
    )
    session.add(MeetingKind(slug="table", name_nl="Dialoogtafel", name_en="Dialogue table"))
    session.add(Theme(slug="preventie", name_nl="Preventie", name_en="Prevention"))
    return a_region(session, "AM06", "GM0232", "GM0200")


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session).id, organises=frozenset({"AM06"}))


def parties(meeting):
    return [(party.name, party.minimum, party.sectors, party.kinds) for party in meeting.parties]


def faults(refusal):
    return {(fault.field, fault.code) for fault in refusal.value.faults}


def test_create_meeting_keeps_all_that_was_told_and_the_parties_of_its_kind(session, region, actor):
    draft = replace(DRAFT, area=("GM0200",), themes=("preventie",), place=" Zaal ", maximum_persons=3)

    meeting = create_meeting(session, region, draft, actor=actor, at=NOON)

    assert parties(meeting) == [("Gemeente", 1, ["municipality"], []), ("Bedrijven", 0, ["business"], [])]
    assert [place.code for place in meeting.area] == ["GM0200"]
    assert [theme.slug for theme in meeting.themes] == ["preventie"]
    assert (meeting.title, meeting.place, meeting.maximum_persons) == ("Van beleid naar actie", "Zaal", 3)
    entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.subject_id, entry.person_id) == (
        "create_meeting",
        str(meeting.id),
        actor.person_id,
    )


def test_create_meeting_proposes_the_dates_that_were_left_out(session, region, actor):
    meeting = create_meeting(session, region, DRAFT, actor=actor, at=NOON)

    assert (meeting.rsvp_by, meeting.final_invitation_by) == (date(2026, 11, 30), date(2026, 12, 7))


def test_proposed_dates_count_from_the_day_where_the_meeting_is(session, region, actor):
    just_after_midnight = datetime(2026, 12, 12, 23, 30, tzinfo=UTC)  # 13 December in Amsterdam
    draft = replace(DRAFT, starts_at=just_after_midnight, ends_at=just_after_midnight + timedelta(hours=1))

    meeting = create_meeting(session, region, draft, actor=actor, at=NOON)

    assert meeting.rsvp_by == date(2026, 11, 30)


def test_create_meeting_takes_a_day_that_has_passed(session, region, actor):
    past = datetime(2017, 12, 13, 11, 30, tzinfo=UTC)

    meeting = create_meeting(
        session,
        region,
        replace(DRAFT, starts_at=past, ends_at=past + timedelta(hours=4)),
        actor=actor,
        at=NOON,
    )

    assert meeting.starts_at == past


def test_create_meeting_names_every_fault_at_once(session, region, actor):
    draft = replace(
        DRAFT,
        title="  ",
        ends_at=START - timedelta(hours=1),
        rsvp_by=date(2026, 12, 14),
        final_invitation_by=date(2026, 12, 20),
        maximum_persons=0,
        minimum_proposals=6,
        area=("GM9999",),
        kind="unknown",
    )

    with pytest.raises(MeetingRefusedError) as refusal:
        create_meeting(session, region, draft, actor=actor, at=NOON)

    assert faults(refusal) == {
        ("title", MeetingFaultCode.NO_TITLE),
        ("ends_at", MeetingFaultCode.ENDS_BEFORE_START),
        ("rsvp_by", MeetingFaultCode.RSVP_AFTER_MEETING),
        ("final_invitation_by", MeetingFaultCode.INVITATION_AFTER_MEETING),
        ("maximum_persons", MeetingFaultCode.PERSONS_OUT_OF_RANGE),
        ("minimum_proposals", MeetingFaultCode.MINIMUM_ABOVE_MAXIMUM),
        ("area", MeetingFaultCode.UNKNOWN_CHOICE),
        ("kind", MeetingFaultCode.UNKNOWN_CHOICE),
    }
    assert session.scalars(select(Meeting)).all() == []


def test_the_definitive_invitation_does_not_go_out_before_the_answers_are_in(session, region, actor):
    draft = replace(DRAFT, rsvp_by=date(2026, 12, 9), final_invitation_by=date(2026, 12, 7))

    with pytest.raises(MeetingRefusedError) as refusal:
        create_meeting(session, region, draft, actor=actor, at=NOON)

    assert faults(refusal) == {("final_invitation_by", MeetingFaultCode.INVITATION_BEFORE_RSVP)}


@pytest.mark.parametrize(
    ("rsvp_by", "final_by", "expected"),
    [
        (date(2026, 12, 10), None, (date(2026, 12, 10), date(2026, 12, 10))),
        (None, date(2026, 11, 20), (date(2026, 11, 20), date(2026, 11, 20))),
    ],
)
def test_a_date_that_was_left_out_keeps_to_the_other(session, region, actor, rsvp_by, final_by, expected):
    draft = replace(DRAFT, rsvp_by=rsvp_by, final_invitation_by=final_by)

    meeting = create_meeting(session, region, draft, actor=actor, at=NOON)

    assert (meeting.rsvp_by, meeting.final_invitation_by) == expected


def test_change_meeting_refuses_a_maximum_below_who_is_registered_and_says_who(session, region, actor):
    meeting = create_meeting(session, region, DRAFT, actor=actor, at=NOON)
    bank, shop = an_organisation(session, "Voedselbank"), an_organisation(session, "Winkel")
    a_registration(session, meeting, bank, place=1)
    a_registration(session, meeting, bank, place=2)
    a_registration(session, meeting, shop, place=1)

    with pytest.raises(MeetingRefusedError) as refusal:
        change_meeting(session, meeting, replace(DRAFT, maximum_persons=1), actor=actor, at=NOON)

    assert refusal.value.faults == (
        MeetingFault("maximum_persons", MeetingFaultCode.MORE_PERSONS_REGISTERED, ("Voedselbank",)),
    )
    assert meeting.maximum_persons == 2


def test_change_meeting_raises_the_maximum_with_people_registered(session, region, actor):
    meeting = create_meeting(session, region, DRAFT, actor=actor, at=NOON)
    registration = a_registration(session, meeting, an_organisation(session, "Voedselbank"))

    change_meeting(session, meeting, replace(DRAFT, maximum_persons=4), actor=actor, at=NOON)
    session.refresh(registration)

    assert registration.maximum_persons == 4


def test_another_kind_brings_its_own_parties_unless_they_were_changed(session, region, actor):
    untouched = create_meeting(session, region, DRAFT, actor=actor, at=NOON)
    edited = create_meeting(session, region, DRAFT, actor=actor, at=NOON)
    change_parties(session, edited, [PartyDraft("Scholen", sectors=("education",))], actor=actor, at=NOON)

    for meeting in (untouched, edited):
        change_meeting(session, meeting, replace(DRAFT, kind="table"), actor=actor, at=NOON)

    assert parties(untouched) == []
    assert parties(edited) == [("Scholen", 0, ["education"], [])]


def test_change_parties_keeps_a_name_that_was_there_before(session, region, actor):
    meeting = create_meeting(session, region, DRAFT, actor=actor, at=NOON)

    change_parties(
        session, meeting, [PartyDraft("Bedrijven", minimum=2, kinds=("bank",))], actor=actor, at=NOON
    )

    assert parties(meeting) == [("Bedrijven", 2, [], ["bank"])]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (PartyDraft("  ", sectors=("business",)), "party_without_name"),
        (PartyDraft("gemeente", sectors=("business",)), "party_name_twice"),
        (PartyDraft("Niemand"), "party_without_members"),
    ],
)
def test_change_parties_says_which_party_is_wrong(session, region, actor, wrong, code):
    meeting = create_meeting(session, region, DRAFT, actor=actor, at=NOON)
    sound = PartyDraft("Gemeente", sectors=("municipality",))

    with pytest.raises(PartyRefusedError) as refusal:
        change_parties(session, meeting, [sound, wrong], actor=actor, at=NOON)

    assert (refusal.value.position, refusal.value.code) == (1, code)


def test_save_courage_keeps_it_on_the_meeting(session, region, actor):
    meeting = create_meeting(session, region, DRAFT, actor=actor, at=NOON)

    save_courage(session, meeting, 0.8, actor=actor, at=NOON)

    assert meeting.courage == 0.8
