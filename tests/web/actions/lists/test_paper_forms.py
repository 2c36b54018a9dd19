"""A form from paper is typed in by number; twice it counts once; a partner who left breaks nothing."""

import pytest

from models.encounter import Encounter
from models.queries.encounters import met_pairs
from tests.builders import a_registration, an_organisation
from tests.meeting_day import MeetingDay
from web.actions.actor import Actor
from web.actions.lists.encounters import PaperLine, PartnerUnknownError, Said, said_by
from web.actions.lists.paper_forms import Typed, others_at, partners_on, sheet_of, sheets_of, type_in
from web.actions.organisations.merging import merge


@pytest.fixture
def town(session):
    return MeetingDay(session)


def type_form(town, *lines):
    guest, actor = town.guests[town.bank.id], Actor(person_id=town.organiser.id)
    return type_in(town.session, guest, lines, actor=actor, at=town.at)


def test_a_form_is_found_by_its_number_or_a_name(town):
    guest = town.guests[town.bank.id]

    assert [one.registration for one in sheets_of(town.session, town.meeting, str(guest.id))] == [guest]
    assert [one.registration for one in sheets_of(town.session, town.meeting, "voedsel")] == [guest]
    assert sheets_of(town.session, town.meeting, "9999") == ()
    assert len(sheets_of(town.session, town.meeting)) == 3


def test_the_form_has_a_row_for_each_partner_once_and_a_place_for_others(town):
    guest = town.guests[town.bank.id]
    partners = partners_on(town.session, guest)

    assert [one.name for one in partners] == ["Bibliotheek", "School"]
    assert others_at(town.session, guest, partners) == ()
    assert [one.name for one in others_at(town.session, guest, partners[:1])] == ["School"]


def test_the_same_form_twice_counts_once_and_says_so(town):
    lines = (
        PaperLine(town.library.id, met=True, agreed=True),
        PaperLine(town.school.id, met=False, agreed=False, useful=True),
    )

    assert (type_form(town, *lines), type_form(town, *lines)) == (Typed(2, again=False), Typed(0, again=True))

    assert len(met_pairs(town.session, town.meeting.id)) == 1
    assert sheet_of(town.session, town.guests[town.bank.id]).typed_at == town.at


def test_an_unknown_partner_is_refused(town):
    stranger = an_organisation(town.session, "Nooit Aangemeld")

    with pytest.raises(PartnerUnknownError):
        type_form(town, PaperLine(stranger.id, met=True, agreed=False))


def test_an_empty_form_is_known_to_be_typed_in(town):
    assert type_form(town) == Typed(0, again=False)
    assert type_form(town) == Typed(0, again=True)


def test_what_was_said_of_a_partner_goes_along_when_it_is_merged(session, town):
    type_form(town, PaperLine(town.library.id, met=True, agreed=True))
    kept = an_organisation(session, "Bibliotheek Noord", municipality_code="GM0232")
    actor = Actor(person_id=town.organiser.id, organises=frozenset({"AM06"}))

    merge(session, kept.id, town.library.id, actor=actor, at=town.at)
    session.expire_all()

    assert said_by(session, town.guests[town.bank.id]) == {kept.id: Said(met=True, agreed=True)}


def test_who_become_one_organisation_have_not_met_themselves(session, town):
    twin = an_organisation(session, "Voedselbank Noord", municipality_code="GM0232")
    a_registration(session, town.meeting, twin)
    type_form(town, PaperLine(twin.id, met=True, agreed=False))
    actor = Actor(person_id=town.organiser.id, organises=frozenset({"AM06"}))

    merge(session, town.bank.id, twin.id, actor=actor, at=town.at)

    assert met_pairs(session, town.meeting.id) == ()


def test_what_was_said_of_a_partner_stays_when_its_guest_is_taken_off(session, town):
    type_form(town, PaperLine(town.library.id, met=True, agreed=False))

    session.delete(town.guests[town.library.id])
    session.flush()

    assert session.query(Encounter).count() == 1
