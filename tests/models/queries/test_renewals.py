"""Organisers see what is set aside and what was not confirmed, of the organisations of their region."""

from datetime import timedelta

import pytest

from models.queries.renewals import set_aside_counts, unconfirmed_counts, unconfirmed_organisations
from tests.builders import NOON, a_region, an_organisation

pytestmark = pytest.mark.both_databases


def test_counts_are_of_the_region_and_of_what_stands(session):
    region = a_region(session, "AM06", "GM0200", "GM0232")
    a_region(session, "AM08", "GM0300")
    here = an_organisation(session, "Hier", needs=("a", "b", "c"), municipality_code="GM0200")
    working = an_organisation(session, "Werkt hier", needs=("a",), area=[region.municipalities[1]])
    an_organisation(session, "Elders", needs=("a",), municipality_code="GM0300")
    here.statements[0].set_aside_at = NOON
    here.statements[1].confirmed_at = NOON + timedelta(days=5)
    session.flush()

    assert set_aside_counts(session, "AM06") == {here.id: 1}
    assert unconfirmed_counts(session, "AM06", NOON) == {here.id: 1, working.id: 1}


def test_unconfirmed_organisations_are_those_with_something_old(session):
    old, new = (an_organisation(session, name, needs=("a",)) for name in ("Oud", "Nieuw"))
    new.statements[0].confirmed_at = NOON + timedelta(days=5)
    session.flush()

    assert list(unconfirmed_organisations(session, NOON + timedelta(days=1))) == [old]
