import pytest
from click.testing import CliRunner
from sqlalchemy import select

from models.person import Person, RegionOrganiser
from models.region import Region
from web.commands.people import people
from web.database import make_session_factory


@pytest.fixture
def sessions(settings, database_url, monkeypatch):
    """Sessions on the database of which the command hears through the environment."""
    of_test = settings.model_copy(update={"database_url": database_url})
    for name, value in of_test.as_environment().items():
        monkeypatch.setenv(name, value)
    factory = make_session_factory(of_test)
    with factory() as session:
        session.add(Region(code="AM06", name="Veluwe", year=2026))
        session.commit()
    yield factory
    factory.kw["bind"].dispose()


def test_organiser_may_sign_in_and_organise_the_region(sessions):
    command = ["organiser", "Ans@example.org", "--name", "Ans de Vries", "--region", "AM06"]

    result = CliRunner().invoke(people, command)

    with sessions() as session:
        [person] = session.scalars(select(Person))
        [organises] = session.scalars(select(RegionOrganiser))
    assert (result.exit_code, result.output) == (0, "Ans de Vries now organises AM06.\n")
    assert (person.email, person.name, organises.region_code) == ("ans@example.org", "Ans de Vries", "AM06")


def test_unknown_region_is_refused_and_nobody_is_added(sessions):
    command = ["organiser", "ans@example.org", "--name", "Ans", "--region", "AM99"]

    result = CliRunner().invoke(people, command)

    with sessions() as session:
        assert session.scalars(select(Person)).all() == []
    assert (result.exit_code, result.output) == (1, "Error: there is no region AM99; codes look like AM06\n")
