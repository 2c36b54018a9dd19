"""What do tests of pages start from? A meeting, and its organiser in a browser."""

import pytest

from models.person import RegionOrganiser
from tests.builders import a_meeting, a_person, a_region


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def organiser(session, meeting, signed_in):
    person = a_person(session, "anna@example.org")
    person.organised_regions = [RegionOrganiser(region_code=meeting.region_code)]
    return signed_in(person)
