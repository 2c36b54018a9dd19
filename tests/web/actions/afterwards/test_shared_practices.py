"""A shared initiative is told as a practice, with names only of who says that it takes part."""

from models.initiative import InitiativePhase, InitiativeResult
from tests.after import DAY_AFTER, Aftermath
from tests.builders import an_expert
from tests.initiatives import joined, member_of
from tests.practices import running, shared
from web.actions.afterwards.initiative_partners import answer_partner
from web.actions.afterwards.practice_values import Counted, Grown, Practice, PracticeOrigin, Told
from web.actions.afterwards.shared_practices import shared_practices


def same(text):
    return Told(text, text)


def test_a_shared_initiative_is_told_whole(session):
    town = Aftermath(session)
    initiative = shared(town, chances="Koffie.", first_actions="Bellen.")
    result = InitiativeResult(number=3, what="tafels", measured_on=DAY_AFTER.date(), evidence="Telling")
    initiative.results.append(result)
    session.flush()

    assert shared_practices(session) == (
        Practice(
            slug=f"initiatief-{initiative.id}",
            origin=PracticeOrigin.INITIATIVE,
            name=same("Brood op de plank"),
            place="Regio AM06",
            regions=frozenset({"AM06"}),
            year=2026,
            kinds=("voedselbank", "bibliotheek"),
            themes=("vangnet",),
            groups=(),
            did=same("Samen brood delen."),
            chance=same("Koffie."),
            pitfall=same(""),
            grown=Grown(
                names=("Voedselbank", "Bibliotheek"),
                unnamed=0,
                phase=InitiativePhase.RUNNING,
                ended_why=same(""),
                first_actions=same("Bellen."),
                results=(Counted(3, same("tafels"), DAY_AFTER.date(), same("Telling")),),
            ),
        ),
    )


def test_an_initiative_that_was_not_shared_is_not_there(session):
    running(Aftermath(session))

    assert shared_practices(session) == ()


def test_organisations_that_did_not_say_yes_are_not_named_in_any_text(session):
    town = Aftermath(session)
    shared(town, name="Brood van School", goal="School en Bibliotheek delen.", pitfalls="School is dicht.")

    (practice,) = shared_practices(session)

    assert practice.name == Told("Brood van een organisatie", "Brood van an organisation")
    assert practice.did.nl == "een organisatie en Bibliotheek delen."
    assert practice.pitfall.en == "an organisation is dicht."


def test_single_people_are_counted_and_never_named(session):
    town = Aftermath(session)
    initiative = shared(town, goal="Ster praat mee.")
    expert = an_expert(session, "Ster")
    joined(town, initiative, expert)

    (practice,) = shared_practices(session)

    assert (practice.grown.names, practice.grown.unnamed) == (("Voedselbank", "Bibliotheek"), 1)
    assert practice.did.nl == "een organisatie praat mee."


def test_it_is_gone_while_too_few_take_part_or_it_is_an_idea_again(session):
    town = Aftermath(session)
    initiative = shared(town)
    actor = member_of(town.library)
    answer_partner(session, initiative, town.library.id, yes=False, actor=actor, at=DAY_AFTER)
    few = shared_practices(session)
    answer_partner(session, initiative, town.library.id, yes=True, actor=actor, at=DAY_AFTER)
    back = shared_practices(session)
    initiative.phase = InitiativePhase.IDEA
    session.flush()

    assert [len(one) for one in (few, back, shared_practices(session))] == [0, 1, 0]
