"""The programme of the brochure can be started from: its figures are those of the document."""

from datetime import date

from models.facts import load_facts
from models.meeting import MeetingKind
from models.region import Region
from web.actions.organising.national_programme import national_phases, national_programme


def test_it_has_fifteen_regions_three_meetings_a_circle_and_three_national_days(session):
    load_facts(session)
    plan = national_programme()

    regions = [session.get_one(Region, code).name for code in plan.regions]
    assert (len(set(regions)), plan.wanted_examples) == (15, 30)
    assert [(part.kind, part.after_earlier) for part in plan.parts if not part.national] == [
        ("vrijwilligers_sociaalwerk_gemeente", False),
        ("bedrijfsleven_sociaalwerk_gemeente", False),
        ("leercirkel", True),
        ("klantmanagers_sociaalwerkers", False),
    ]
    assert [part.name for part in plan.parts if part.national] == [
        "Moed en Groet",
        "Moed en Nu",
        "Moed en Morgen",
    ]
    assert all(session.get(MeetingKind, part.kind) for part in plan.parts)


def test_its_phases_fill_the_days_of_the_programme():
    first, last = date(2026, 1, 1), date(2027, 12, 31)

    days = [(phase.starts_on, phase.ends_on) for phase in national_phases(first, last)]

    assert days == [
        (first, date(2026, 7, 2)),
        (date(2026, 7, 3), date(2027, 7, 2)),
        (date(2027, 7, 3), last),
    ]


def test_its_phases_fit_a_programme_of_one_day():
    day = date(2026, 1, 1)

    assert [(phase.starts_on, phase.ends_on) for phase in national_phases(day, day)] == [(day, day)] * 3
