"""Rows and the matcher's plain data say the same thing."""

import numpy as np
import pytest

from matcher.constraints import MeetingRules, Party
from matcher.profiles import Profile, Statement, StatementRole
from matcher.proposals import (
    CoalitionProposal,
    MatchResult,
    Pairing,
    Reason,
    ReasonCode,
    Scores,
    Unmatched,
    UnmatchedCode,
)
from models.exchange import (
    forget_vectors,
    load_profiles,
    load_rules,
    load_vectors,
    save_result,
    save_vectors,
)
from models.kind import TargetGroup, Theme
from models.meeting import MeetingParty
from models.organisation import StatementState
from models.proposal import Proposal, ProposalForm
from models.relation import Acquaintance, Collaboration, NotWith
from tests.builders import NOON, a_kind, a_meeting, a_moment, a_region, a_run, an_expert, an_organisation

pytestmark = pytest.mark.both_databases


def test_load_profiles_gives_all_that_the_matcher_may_know(session):
    region = a_region(session, "AM06", "GM0200", "GM0232")
    bank = an_organisation(
        session,
        "Voedselbank De Rode Raap",
        offers=("Eten",),
        needs=("Koeling", "Een busje"),
        kind=a_kind(session),
        municipality=region.municipalities[0],
        about="Wij delen uit.",
        area=[region.municipalities[1]],
        themes=[Theme(slug="vangnet", name_nl="Vangnet", name_en="Safety net")],
        groups=[TargetGroup(slug="kinderen", name_nl="Kinderen", name_en="Children")],
    )
    met = bank.statements_in(StatementRole.NEED)[1]
    met.state = StatementState.MET
    session.flush()
    offer, need, _ = bank.statements

    assert load_profiles(session, [bank.id]) == (
        Profile(
            id=bank.id,
            kind="voedselbank",
            sector="volunteers",
            about="Wij delen uit.",
            offers=(Statement(offer.id, "Eten"),),
            needs=(Statement(need.id, "Koeling"),),
            themes=frozenset({"vangnet"}),
            groups=frozenset({"kinderen"}),
            municipalities=frozenset({"GM0200", "GM0232"}),
        ),
    )


def test_load_profiles_takes_an_empty_profile_too(session):
    empty = an_organisation(session, "Net begonnen")

    assert load_profiles(session, [empty.id]) == (Profile(id=empty.id, kind="", sector=""),)


def test_load_rules_gives_parties_and_acquaintances_of_those_present(session):
    meeting = a_meeting(session, a_region(session))
    meeting.parties = [
        MeetingParty(position=1, name="Gemeente", minimum=1, sectors=["municipality"], kinds=["uwv"])
    ]
    one, two, absent = (an_organisation(session, name) for name in ("Een", "Twee", "Drie"))
    session.add_all(
        [
            Acquaintance(first_id=one.id, second_id=two.id, how="buren"),
            Acquaintance(first_id=one.id, second_id=absent.id, how="buren"),
        ]
    )
    session.flush()

    assert load_rules(session, meeting, [one.id, two.id]) == MeetingRules(
        parties=(Party("Gemeente", 1, frozenset({"municipality"}), frozenset({"uwv"})),),
        acquainted=frozenset({(one.id, two.id)}),
    )


def test_vectors_come_back_as_they_were_stored(session):
    vector = np.array([0.6, 0.8], dtype=np.float32)
    save_vectors(session, "first", {"a": vector, "b": vector})

    found = load_vectors(session, "first", ["a", "c"])

    assert list(found) == ["a"]
    np.testing.assert_array_equal(found["a"], vector)
    assert load_vectors(session, "second", ["a"]) == {}


def test_vectors_of_texts_that_are_gone_are_forgotten(session):
    vector = np.array([1.0], dtype=np.float32)
    an_organisation(session, "Een", about="Wij delen uit.", offers=("Soep",))
    for embedder in ("first", "second"):
        texts = ("Wij delen uit.", "Soep", "Oude tekst")
        save_vectors(session, embedder, {f"{embedder}:{text}": vector for text in texts})

    def needed(profiles, embedder):
        return [f"{embedder}:{text}" for profile in profiles for text in profile.texts]

    forget_vectors(session, needed)

    for embedder in ("first", "second"):
        names = [f"{embedder}:{text}" for text in ("Wij delen uit.", "Soep", "Oude tekst")]
        assert set(load_vectors(session, embedder, names)) == set(names[:2])


def test_save_result_quotes_the_words_that_were_matched(session):
    meeting = a_meeting(session, a_region(session))
    one = an_organisation(session, "Een", needs=("Eten",))
    two = an_organisation(session, "Twee", offers=("Soep",))
    three = an_organisation(session, "Drie")
    run = a_run(session, meeting)
    profiles = load_profiles(session, [one.id, two.id, three.id])
    answered = Reason(
        ReasonCode.NEED_ANSWERED,
        one.id,
        two.id,
        0.9,
        quote=one.statements[0].id,
        partner_quote=two.statements[0].id,
    )
    result = MatchResult(
        pairings=(Pairing(one.id, two.id, Scores(0.9, 0.0, 0.8, 0.4, 0.7), 0.6, (answered,)),),
        coalitions=(CoalitionProposal((one.id, two.id, three.id), 0.5, 0.6, 0.1, 0.67, 0.3),),
        unmatched=(Unmatched(three.id, coalition=False, code=UnmatchedCode.EMPTY_PROFILE),),
        coalition_gap=0.001,
    )
    one.statements[0].text = "Iets anders"
    session.flush()

    save_result(session, run, profiles=profiles, result=result)
    session.expire_all()

    pairing, coalition = session.query(Proposal).order_by(Proposal.id).all()
    reason = pairing.reasons[0]
    assert (reason.quote, reason.partner_quote) == ("Eten", "Soep")
    assert {part.name: part.value for part in pairing.parts} == {"helps_first": 0.9, "helps_second": 0.0}
    assert coalition.form is ProposalForm.COALITION
    assert [member.organisation_id for member in coalition.members] == [one.id, two.id, three.id]
    assert [(left.organisation_id, left.code) for left in run.unmatched] == [
        (three.id, UnmatchedCode.EMPTY_PROFILE)
    ]
    assert (run.organisations, run.statements, run.pairings, run.coalitions) == (3, 2, 1, 1)


def test_load_rules_keeps_apart_both_ways_and_knows_who_works_together(session):
    meeting = a_meeting(session, a_region(session))
    one, two, three, absent = (an_organisation(session, name) for name in ("Een", "Twee", "Drie", "Weg"))
    for first, second in ((two, one), (one, two), (one, absent)):
        session.add(NotWith(organisation_id=first.id, other_id=second.id, created_at=NOON))
    session.add(Collaboration(organisation_id=three.id, other_id=one.id, created_at=NOON))
    session.flush()

    rules = load_rules(session, meeting, [one.id, two.id, three.id])

    assert (rules.forbidden, rules.acquainted) == (
        frozenset({(one.id, two.id)}),
        frozenset({(one.id, three.id)}),
    )


def test_load_profiles_leaves_out_what_is_set_aside_and_keeps_what_is_being_met(session):
    bank = an_organisation(session, "Voedselbank", needs=("koeling", "een busje"))
    aside, being_met = bank.statements
    aside.set_aside_at, being_met.state = NOON, StatementState.BEING_MET
    session.flush()

    (profile,) = load_profiles(session, [bank.id])

    assert profile.needs == (Statement(being_met.id, "een busje"),)


def test_load_profiles_brings_moments_and_assumptions(session):
    bank = an_organisation(
        session, "Bank", about="Wij luisteren.", moments="bij ontslag", offers=("een zaal",)
    )
    bank.statements[0].assumed = True
    session.flush()

    (found,) = load_profiles(session, [bank.id])

    assert found.about == "Wij luisteren. bij ontslag"
    assert found.offers == (Statement(bank.statements[0].id, "een zaal", assumed=True),)


def test_moments_that_someone_lived_through_are_labels(session):
    expert = an_expert(session)
    expert.experience.moments = [a_moment(session, "uit_elkaar"), a_moment(session, "vast")]
    session.flush()

    (profile,) = load_profiles(session, [expert.id])

    assert profile.labels == {"scheiding", "detentie", "vrijlating"}
