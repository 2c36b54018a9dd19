from io import BytesIO

import pytest
from openpyxl import Workbook

from models.queries.guests import Past, Wanted, count_on_list, organisations_to_invite
from tests.builders import a_kind, a_meeting, a_registration, a_theme, an_expert
from tests.guests import Party
from web.actions.organising.guest_search import Line, find_meant, lines_of, lines_of_file
from web.spreadsheets.refusals import FileFault, FileRefused

pytestmark = pytest.mark.both_databases


@pytest.fixture
def party(session):
    return Party(session)


def found(party, **wanted):
    rows = organisations_to_invite(party.session, party.meeting, Wanted(**wanted))
    return [one.name for one in rows]


def test_search_without_wishes_finds_everyone_by_name(party):
    assert found(party) == ["De Linde", "De Molen", "De Raap", "De Stilte"]


def test_search_by_kind_sector_theme_place_and_name(party):
    bank = party.organisation("Stadsbank", kind=a_kind(party.session, "bank", "finance"))
    bank.themes = [a_theme(party.session)]
    far = party.organisation("Ver Weg", municipality_code="GM0200")
    far.area = []
    party.session.flush()

    assert found(party, kind="bank") == ["Stadsbank"]
    assert found(party, sector="finance") == ["Stadsbank"]
    assert found(party, theme="vangnet") == ["Stadsbank"]
    assert found(party, places=("GM0200",)) == ["Ver Weg"]
    assert found(party, words="de li") == ["De Linde"]


def test_search_by_what_was_before(party):
    other = Party.__new__(Party)
    other.session, other.actor = party.session, party.actor
    other.meeting = a_meeting(party.session, party.region, title="Vorige")
    other.invite(party.linde)
    a_registration(party.session, other.meeting, party.raap)

    assert found(party, past=Past.INVITED_BEFORE) == ["De Linde", "De Raap"]
    assert found(party, past=Past.CAME_BEFORE) == ["De Raap"]
    assert found(party, past=Past.NEVER_INVITED) == ["De Molen", "De Stilte"]


def test_who_is_invited_or_comes_is_counted_but_not_found(party):
    party.invite(party.linde)
    a_registration(party.session, party.meeting, party.raap)

    assert found(party) == ["De Molen", "De Stilte"]
    assert count_on_list(party.session, party.meeting, Wanted()) == 2


def test_who_speaks_from_experience_is_found_near_but_not_in_the_whole_country(party):
    expert = an_expert(party.session)
    expert.municipality_code = "GM0232"
    party.session.flush()

    assert "Meneer Zonneklaar" not in found(party)
    assert "Meneer Zonneklaar" in found(party, places=("GM0232",))


def test_lines_hold_a_name_an_address_or_both():
    text = "De Linde\n\n  - Rob <Rob@Example.org>\nans@example.org; \n;;\n"

    assert lines_of(text) == [
        Line(1, "De Linde"),
        Line(3, "Rob", "rob@example.org"),
        Line(4, "", "ans@example.org"),
    ]


def test_organisations_are_found_by_address_and_by_name_each_once(party):
    meant = find_meant(
        party.session, lines_of("stichting de linde\nans@example.org\nROB@example.org\nLindee")
    )

    assert [one.name for one in meant.organisations] == ["De Linde", "De Raap"]
    assert [(one.line.text, [near.name for near in one.near]) for one in meant.not_found] == [
        ("Lindee", ["De Linde"])
    ]


def test_name_of_two_organisations_means_neither(party):
    party.organisation("Stichting De Linde")

    meant = find_meant(party.session, lines_of("De Linde"))

    assert meant.organisations == ()
    assert len(meant.not_found[0].near) == 2


def test_file_with_only_addresses_is_read():
    book = Workbook()
    for row in (["E-mail", "Telefoon"], ["ans@example.org", "1"], ["", "2"]):
        book.active.append(row)
    content = BytesIO()
    book.save(content)

    assert lines_of_file(content.getvalue()) == [Line(2, "", "ans@example.org")]


def test_file_with_names_as_csv_is_read():
    assert lines_of_file(b"Organisatie;Plaats\nDe Linde;Epe\n") == [Line(2, "De Linde")]


def test_file_without_such_headings_is_refused():
    with pytest.raises(FileRefused) as refusal:
        lines_of_file(b"a;b\n1;2\n")

    assert refusal.value.fault is FileFault.NO_HEADING
