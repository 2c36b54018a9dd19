from models.queries.outlook import count_kinds_near
from tests.builders import a_kind, a_region, an_organisation


def test_count_kinds_near_counts_others_of_the_region_by_kind(session):
    a_region(session, "AM06", "GM0232", "GM0200")
    a_region(session, "AM08", "GM0363")
    bank, school = a_kind(session, "bank").slug, a_kind(session, "school").slug
    here = an_organisation(session, "Hier", municipality_code="GM0232", kind_slug=bank)
    an_organisation(session, "Naast", municipality_code="GM0200", kind_slug=school)
    an_organisation(session, "Ook", municipality_code="GM0200", kind_slug=school)
    an_organisation(session, "Ver", municipality_code="GM0363", kind_slug=school)
    an_organisation(session, "Zonder soort", municipality_code="GM0200")
    nowhere = an_organisation(session, "Nergens", kind_slug=bank)

    assert dict(count_kinds_near(session, here)) == {"school": 2}
    assert dict(count_kinds_near(session, nowhere)) == {}
