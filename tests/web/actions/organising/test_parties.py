"""Rules on who sits at the table: contradictions are named, and no rules at all are chosen on purpose."""

import pytest

from tests.builders import a_kind
from web.actions.organising.parties import PartyDraft, PartyRefusedError, require_sound_parties

pytestmark = pytest.mark.both_databases


@pytest.fixture
def kinds(session):
    for slug, sector in (("bakker", "business"), ("bank", "business"), ("wijkteam", "social_work")):
        a_kind(session, slug, sector)


def refused(session, *parties, anyone=False):
    with pytest.raises(PartyRefusedError) as refusal:
        require_sound_parties(session, parties, anyone=anyone)
    return refusal.value.position, refusal.value.code, refusal.value.names


def test_sound_parties_pass(session, kinds):
    business = PartyDraft("Bedrijven", 1, sectors=("business",))
    require_sound_parties(session, [business, PartyDraft("Bakkers", 4, kinds=("bakker",))])
    require_sound_parties(session, [], anyone=True)


def test_no_parties_must_be_meant(session):
    party = PartyDraft("Bedrijven", sectors=("business",))

    assert refused(session) == (None, "no_parties", ())
    assert refused(session, party, anyone=True) == (None, "anyone_and_parties", ("Bedrijven",))


def test_two_parties_of_the_same_organisations_contradict_each_other(session, kinds):
    by_sector = PartyDraft("Bedrijven", sectors=("business",))
    twin = PartyDraft("Ook bedrijven", 2, sectors=("business",), kinds=("bakker", "bank"))

    assert refused(session, by_sector, twin) == (1, "same_members", ("Bedrijven", "Ook bedrijven"))


def test_parties_that_ask_for_more_than_a_coalition_holds_contradict_each_other(session, kinds):
    parties = [
        PartyDraft("Werk", 3, sectors=("business",)),
        PartyDraft("Wijk", 3, kinds=("wijkteam",)),
        PartyDraft("Bakkers", 2, kinds=("bakker",)),
        PartyDraft("Zorg", 0, sectors=("care",)),
    ]

    # A baker counts for Werk as well, so it is Werk and Wijk that cannot both be had.
    assert refused(session, *parties) == (None, "too_many_wanted", ("Werk", "Wijk"))
