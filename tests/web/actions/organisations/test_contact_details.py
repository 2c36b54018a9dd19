"""Each detail is shown to those for whom it was meant, and every look is remembered once a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.log import ContactView
from models.organisation import Audience
from tests.builders import NOON
from tests.citizens import Citizen
from tests.town import Town
from web.actions.organisations.contact_details import (
    Viewer,
    contacts_for,
    everyone_at,
    note_views,
    unseen_today,
)

TODAY = date(2026, 3, 2)


@pytest.fixture
def town(session):
    return Town(session)


@pytest.mark.parametrize(
    ("chosen", "looking", "seen"),
    [
        (Audience.ORGANISERS, Audience.ORGANISERS, True),
        (Audience.ORGANISERS, Audience.PARTNERS, False),
        (Audience.ORGANISERS, Audience.MEETING, False),
        (Audience.PARTNERS, Audience.PARTNERS, True),
        (Audience.PARTNERS, Audience.MEETING, False),
        (Audience.MEETING, Audience.PARTNERS, True),
        (Audience.MEETING, Audience.MEETING, True),
    ],
)
@pytest.mark.parametrize("detail", ["name", "email", "phone"])
def test_contacts_for_shows_each_detail_to_its_own_audience(session, town, detail, chosen, looking, seen):
    pia = Citizen(town, "kanariepia", **{f"{detail}_for": chosen})

    shown = contacts_for(session, [pia.organisation.id], looking).get(pia.organisation.id, ())

    everything = looking is Audience.ORGANISERS
    told = [
        {"name": one.name, "function": one.function, "email": one.email, "phone": one.phone} for one in shown
    ]
    values = {
        "name": {"name": "Pia kanariepia-lid", "function": "kanariepia-functie"},
        "email": {"email": pia.email},
        "phone": {"phone": "06-kanariepia-werk"},
    }
    nothing = {"name": "", "function": "", "email": "", "phone": ""}
    whole = {**nothing, **values["name"], **values["email"], **values["phone"]}
    assert told == ([whole] if everything else [{**nothing, **values[detail]}] if seen else [])


def test_everyone_at_names_all_who_come_and_only_details_meant_for_all(session, town):
    pia = Citizen(town, "kanariepia", name_for=Audience.MEETING, email_for=Audience.PARTNERS)
    town.cancel(town.school)

    found = {
        one.name: [(c.name, c.email, c.phone) for c in one.contacts]
        for one in everyone_at(session, town.meeting)
    }

    assert found == {
        "Bibliotheek": [],
        pia.organisation.name: [("Pia kanariepia-lid", "", "")],
        "Voedselbank": [],
    }


@pytest.mark.parametrize("viewer", ["organisation", "region"])
def test_views_are_noted_once_a_day_for_each_who_looked(session, town, viewer):
    pia = Citizen(town, "kanariepia", name_for=Audience.PARTNERS)
    shown = contacts_for(session, [pia.organisation.id], Audience.PARTNERS)[pia.organisation.id]
    who = Viewer(organisation_id=town.school.id) if viewer == "organisation" else Viewer(region_code="AM06")

    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        note_views(session, who, unseen_today(session, who, shown, on=day), on=day)
        session.flush()

    views = session.scalars(
        select(ContactView).where(ContactView.seen_on >= TODAY).order_by(ContactView.seen_on, ContactView.id)
    ).all()
    own = [one for one in views if one.organisation_id != town.bank.id]
    assert [(one.person_id, one.organisation_id, one.region_code, one.seen_on) for one in own] == [
        (pia.person.id, who.organisation_id, who.region_code, TODAY),
        (pia.person.id, who.organisation_id, who.region_code, TODAY + timedelta(days=1)),
    ]
    assert NOON.date() == TODAY
