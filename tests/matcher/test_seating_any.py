"""Whatever a meeting wishes, its plan keeps the rules and forgets nobody."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.constraints import Party
from matcher.seating import repair_seating, seat_guests
from matcher.seating_checks import check_seating, tables_of
from matcher.seats import Guest, Seat, SeatingRules, SeatingSettings

SECTORS = ("municipality", "volunteers", "business")


@st.composite
def problems(draw):
    """A small meeting with wishes of every kind, which may well exclude each other."""
    n = draw(st.integers(0, 14))
    tables = draw(st.integers(1, 4))
    seats, rounds = draw(st.integers(2, 5)), draw(st.integers(1, 3))
    organisations = st.integers(1, 9)
    people = [
        Guest(
            number,
            draw(organisations),
            draw(st.sampled_from(SECTORS)),
            moderator=draw(st.booleans()),
            table=draw(st.none() | st.integers(1, 5)),
            near_door=draw(st.booleans()),
            stays=draw(st.booleans()),
        )
        for number in range(1, n + 1)
    ]
    pairs = st.tuples(organisations, organisations).filter(lambda pair: pair[0] < pair[1])
    places = st.builds(Seat, st.integers(1, rounds), st.integers(1, max(1, n)), st.integers(1, tables + 1))
    rules = SeatingRules(
        parties=(Party("gemeente", 1, frozenset({"municipality"})),),
        apart=draw(st.frozensets(pairs, max_size=3)),
        wanted=draw(st.frozensets(pairs, max_size=3)),
        coalitions=tuple(
            draw(st.lists(st.sets(organisations, min_size=3, max_size=4).map(tuple), max_size=2))
        ),
        locks=tuple(draw(st.lists(places, max_size=4, unique_by=lambda seat: (seat.round, seat.guest)))),
    )
    chosen = SeatingSettings(
        tables, seats, rounds, coalition_rounds=(1,), moderators_stay=draw(st.booleans()), door_tables=1
    )
    return people, rules, chosen


@settings(deadline=None, max_examples=60)
@given(problems())
def test_every_plan_keeps_the_rules_and_forgets_nobody(problem):
    people, rules, chosen = problem

    plan = seat_guests(people, rules=rules, settings=chosen)

    assert check_seating(plan, people, rules=rules, settings=chosen) == ()


@settings(deadline=None, max_examples=30)
@given(problems(), st.randoms())
def test_the_order_of_the_guests_makes_no_difference(problem, lot):
    people, rules, chosen = problem
    mixed = lot.sample(people, len(people))

    assert seat_guests(mixed, rules=rules, settings=chosen) == seat_guests(
        people, rules=rules, settings=chosen
    )


@settings(deadline=None, max_examples=30)
@given(problems(), st.data())
def test_a_repair_keeps_the_rules_and_the_tables_that_lost_nobody(problem, data):
    people, rules, chosen = problem
    assume(len(people) <= chosen.tables * chosen.seats)  # else whoever had no seat may come with a lock
    plan = seat_guests(people, rules=rules, settings=chosen)
    gone = data.draw(st.sets(st.sampled_from([guest.id for guest in people])) if people else st.just(set()))
    coming = [guest for guest in people if guest.id not in gone]

    mended = repair_seating(coming, plan.seats, rules=rules, settings=chosen)

    assert check_seating(mended, coming, rules=rules, settings=chosen) == ()
    before, after = tables_of(plan.seats), tables_of(mended.seats)
    for place, present in before.items():
        if not gone & set(present):
            assert set(present) <= set(after[place])
