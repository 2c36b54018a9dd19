"""The example's data become plain values, with dates that count from the day it is built."""

from datetime import date, datetime

import pytest

from seeds.reading import HERE, SeedError, read_decisions, read_meetings, read_organisations

TODAY = date(2026, 11, 24)


def test_read_organisations_gives_all_that_an_organisation_told():
    baker = next(one for one in read_organisations() if one.slug == "gebakken-lucht")

    assert (baker.name, baker.kind, baker.municipality, baker.invented) == (
        "Bakkerij Gebakken Lucht",
        "mkb_ondernemer",
        "Epe",
        True,
    )
    assert len(baker.offers) == 4
    assert [contact.email for contact in baker.contacts] == ["bertus.gist@example.org"]


def test_read_meetings_counts_dates_from_today():
    meetings = {meeting.slug: meeting for meeting in read_meetings(read_organisations(), TODAY)}

    large = meetings["onverwachte-bondgenoten"]
    assert large.starts_at == datetime(2026, 12, 22, 13, 0, tzinfo=HERE)  # 24 days on is a Friday
    assert (large.rsvp_by, large.final_invitation_by) == (date(2026, 12, 9), date(2026, 12, 16))
    almere = meetings["almere-van-beleid-naar-actie"]
    assert almere.starts_at == datetime(2017, 12, 13, 12, 30, tzinfo=HERE)
    assert (almere.rsvp_by, almere.final_invitation_by) == (date(2017, 11, 29), date(2017, 12, 7))


def test_read_meetings_avoids_new_years_day():
    meetings = {meeting.slug: meeting for meeting in read_meetings(read_organisations(), date(2026, 11, 22))}

    assert meetings["epe-achterdeur"].starts_at.date() == date(2027, 1, 5)  # 38 days on is 30 December


def test_read_meetings_names_the_contacts_who_come():
    meetings = {meeting.slug: meeting for meeting in read_meetings(read_organisations(), TODAY)}

    coming = {one.organisation: one.names for one in meetings["onverwachte-bondgenoten"].registrations}
    assert coming["gemeente-verzonnenbeek"] == tuple(
        contact.name
        for one in read_organisations()
        for contact in one.contacts
        if one.slug == "gemeente-verzonnenbeek"
    )
    assert coming["bank-van-fabel"] == ("Lin Spaarveld",)


def test_read_meetings_refuses_an_organisation_that_does_not_exist():
    with pytest.raises(SeedError, match="no organisation has the slug"):
        read_meetings((), TODAY)


def test_read_decisions_gives_every_reason_a_note():
    assert all(decision.note for decision in read_decisions())
