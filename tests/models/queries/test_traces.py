import pytest

from models.queries.traces import take_out
from tests.builders import a_meeting, a_person, a_region, an_organisation

pytestmark = pytest.mark.both_databases


def test_take_out_replaces_whole_words_in_every_text(session):
    one = an_organisation(session, "Jan Jansen Advies", offers=("Vraag jan jansen", "Jan Jansens boek"))
    meeting = a_meeting(session, a_region(session), goal="JAN JANSEN en 100% van Jan_Jansen", working_form="")

    changed = take_out(session, {"Jan Jansen"})
    session.expire_all()

    assert changed == 2
    assert [statement.text for statement in one.statements] == ["Vraag …", "Jan Jansens boek"]
    assert (meeting.goal, one.name) == ("… en 100% van Jan_Jansen", "Jan Jansen Advies")


def test_take_out_leaves_people_who_have_the_same_name(session):
    person = a_person(session)
    person.name = "Jan Jansen"
    session.flush()

    assert take_out(session, {"Jan Jansen", ""}) == 0
    assert person.name == "Jan Jansen"


def test_take_out_of_no_words_changes_nothing(session):
    an_organisation(session, "De Linde", about="tekst")

    assert take_out(session, []) == 0
