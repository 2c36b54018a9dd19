import pytest
from sqlalchemy import select

from models.organisation import Organisation, Statement
from models.rows import RowsChangedMeanwhile, differences, put_back, referring_columns, rows_about
from tests.builders import an_organisation

pytestmark = pytest.mark.both_databases

TABLE = Organisation.__table__


def read(session, *ids):
    session.flush()
    return rows_about(session, {TABLE: ids})


def changes_of(session, organisation, change) -> list[dict]:
    before = read(session, organisation.id)
    change()
    return [each.as_data() for each in differences(before, read(session, organisation.id))]


def test_rows_about_finds_everything_that_points_to_the_row(session):
    organisation = an_organisation(session, "De Linde", offers=("een zaal",))
    an_organisation(session, "De Eik", offers=("koffie",))

    tables = [table for table, _key in read(session, organisation.id)]

    assert sorted(tables) == ["organisation", "statement"]


def test_referring_columns_name_both_sides_of_a_pair():
    names = [str(column) for column in referring_columns(TABLE)]

    assert {"acquaintance.first_id", "acquaintance.second_id", "registration.organisation_id"} <= set(names)


def test_put_back_restores_changed_new_and_removed_rows(session):
    organisation = an_organisation(session, "De Linde", about="wij luisteren", offers=("een zaal", "koffie"))
    whole = read(session, organisation.id)

    def change():
        organisation.about = ""
        session.delete(organisation.statements[0])
        organisation.statements[1].text = "thee"
        session.flush()
        an_offer = Statement(
            organisation_id=organisation.id, role="offer", text="soep", created_at=organisation.created_at
        )
        session.add(an_offer)
        session.flush()

    put_back(session, changes_of(session, organisation, change))

    assert differences(whole, read(session, organisation.id)) == []


def test_put_back_refuses_when_a_changed_row_was_changed_again(session):
    organisation = an_organisation(session, "De Linde", about="eerst")
    changes = changes_of(session, organisation, lambda: setattr(organisation, "about", "daarna"))
    organisation.about = "nog later"

    with pytest.raises(RowsChangedMeanwhile) as refusal:
        put_back(session, changes)

    assert refusal.value.tables == ("organisation",)
    assert session.scalar(select(Organisation.about)) == "nog later"


def test_put_back_leaves_what_changed_elsewhere_in_the_row(session):
    organisation = an_organisation(session, "De Linde", about="eerst")
    changes = changes_of(session, organisation, lambda: setattr(organisation, "about", "daarna"))
    organisation.website = "https://linde.example"

    put_back(session, changes)

    assert (organisation.about, organisation.website) == ("eerst", "https://linde.example")
