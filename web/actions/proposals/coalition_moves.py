"""How does an organiser rearrange coalitions? Move one organisation at a time; every move can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.constraints import pair_of
from matcher.review import ReviewState
from models.coalition_board import CoalitionBoard, CoalitionCard, CoalitionMove, CoalitionPlace
from models.matching_run import MatchingRun, RunState
from models.queries.coalition_board import (
    cards_of,
    coalitions_of,
    has_board,
    moves_of,
    next_move,
    places_of,
)
from models.queries.proposals import latest_run
from models.queries.publications import coming_organisations
from models.queries.seating import load_apart
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record

# Goes to a card that is not there yet.
NEW_CARD = 0


class MovedMeanwhileError(ActionError):
    """Someone moved this organisation, or changed this card, after the page was shown."""

    code = "moved_meanwhile"


class BoardOutdatedError(ActionError):
    """A newer run has replaced the one that this board is of."""

    code = "board_outdated"


class NotOnThisCardError(ActionError):
    """Someone on this card must not meet them; who asked for that, and why, is not told."""

    code = "not_on_this_card"


class CardUnknownError(ActionError):
    """There is no such card, or no such organisation on the board."""

    code = "card_unknown"


class NoMoveToUndoError(ActionError):
    """This organiser moved nothing, or others have moved all of it since."""

    code = "no_move_to_undo"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which cards there are, by number ascending, and on which each organisation is (None = on none)."""

    cards: tuple[int, ...]
    places: Mapping[int, int | None]

    def members(self, card: int) -> tuple[int, ...]:
        """Who is on this card, ascending ids."""
        return tuple(sorted(one for one, on in self.places.items() if on == card))


def layout_of(session: Session, run: MatchingRun) -> Layout:
    """How the board stands; before the first move, as the run and the decisions on it say.

    Then every coalition has a card, in the order of ids. Of two that share someone, what was approved comes
    first; what was refused has an empty card.
    """
    if has_board(session, run.id):
        return Layout(tuple(cards_of(session, run.id)), places_of(session, run.id))
    coalitions = list(enumerate(coalitions_of(session, run.id), start=1))
    places: dict[int, int | None] = {}
    for number, proposal in sorted(coalitions, key=lambda one: one[1].state is not ReviewState.APPROVED):
        members = [member.organisation_id for member in proposal.members]
        if proposal.state is not ReviewState.REFUSED and not places.keys() & set(members):
            places |= dict.fromkeys(members, number)
    return Layout(tuple(number for number, _ in coalitions), places)


def move(
    session: Session,
    run: MatchingRun,
    organisation_id: int,
    *,
    seen: int | None,
    to: int | None,
    actor: Actor,
    at: datetime,
) -> CoalitionMove | None:
    """The move of this organisation to another card; None when it is there already.

    `seen`: the card on which the organiser saw it; `to`: a card, NEW_CARD, or None = off the cards. Moves of
    others on other organisations are kept.

    Raises BoardOutdatedError, CardUnknownError, MovedMeanwhileError, NotOnThisCardError.
    """
    _open(session, run, at)
    place = _place(session, run, organisation_id)
    if place.card == to:
        return None
    if place.card != seen:
        raise MovedMeanwhileError(f"organisation {organisation_id} is on card {place.card}, not on {seen}")
    if to == NEW_CARD:
        to = max(cards_of(session, run.id), default=0) + 1
        session.add(CoalitionCard(run_id=run.id, number=to))
        session.flush()
    elif to is not None:
        _require_room(session, run, organisation_id, to)
    return _moved(session, place, to, actor=actor, at=at)


def undo_move(session: Session, run: MatchingRun, *, actor: Actor, at: datetime) -> CoalitionMove:
    """The move that takes back this organiser's last one; both stay in the history.

    What others have moved since stays where it is. Raises BoardOutdatedError, NoMoveToUndoError,
    NotOnThisCardError.
    """
    _open(session, run, at)
    last = undoable(session, run.id, actor)
    if last is None:
        raise NoMoveToUndoError("there is no move of yours that still stands")
    if last.from_card is not None:
        _require_room(session, run, last.organisation_id, last.from_card)
    place = _place(session, run, last.organisation_id)
    return _moved(session, place, last.from_card, actor=actor, at=at, undoes=last.number)


def undoable(session: Session, run_id: int, actor: Actor) -> CoalitionMove | None:
    """This organiser's last move that was not taken back, and after which nobody moved the same one."""
    moves = moves_of(session, run_id)
    undone = {one.undoes for one in moves}
    places = places_of(session, run_id)
    newest: set[int] = set()
    for one in moves:
        stands = places.get(one.organisation_id) == one.to_card and one.organisation_id not in newest
        if one.undoes is None and one.number not in undone:
            newest.add(one.organisation_id)
            if stands and one.moved_by == actor.person_id:
                return one
    return None


def _open(session: Session, run: MatchingRun, at: datetime) -> None:
    """Take the board for oneself until the end of the transaction; make it when nobody did yet."""
    newest = latest_run(session, run.meeting_id, RunState.DONE)
    if newest is None or newest.id != run.id:
        raise BoardOutdatedError(f"run {run.id} was replaced by a newer one")
    if not has_board(session, run.id):
        _make(session, run, at)
    session.execute(select(CoalitionBoard.run_id).where(CoalitionBoard.run_id == run.id).with_for_update())


def _make(session: Session, run: MatchingRun, at: datetime) -> None:
    layout = layout_of(session, run)
    try:
        with session.begin_nested():
            session.add(CoalitionBoard(run_id=run.id, created_at=at))
            session.flush()
            session.add_all(CoalitionCard(run_id=run.id, number=number) for number in layout.cards)
            session.flush()
            session.add_all(
                CoalitionPlace(run_id=run.id, organisation_id=one, card=card)
                for one, card in layout.places.items()
            )
    except IntegrityError:  # someone else made the first move at this very moment: theirs is the board
        session.expire_all()


def _place(session: Session, run: MatchingRun, organisation_id: int) -> CoalitionPlace:
    """Where this organisation is; whoever comes and was on no card yet is off the cards."""
    place = session.get(
        CoalitionPlace, (run.id, organisation_id), populate_existing=True, with_for_update=True
    )
    if place is None:
        if organisation_id not in coming_organisations(session, run.meeting_id):
            raise CardUnknownError(f"organisation {organisation_id} does not come")
        place = CoalitionPlace(run_id=run.id, organisation_id=organisation_id, card=None)
        session.add(place)
        session.flush()
    return place


def _require_room(session: Session, run: MatchingRun, organisation_id: int, card: int) -> None:
    if card not in cards_of(session, run.id):
        raise CardUnknownError(f"there is no card {card}")
    company = set(Layout((card,), places_of(session, run.id)).members(card))
    apart = load_apart(session, run.meeting_id, company | {organisation_id})
    if any(pair_of(organisation_id, other) in apart for other in company - {organisation_id}):
        raise NotOnThisCardError("two organisations on this card are kept apart")


def _moved(
    session: Session,
    place: CoalitionPlace,
    to: int | None,
    *,
    actor: Actor,
    at: datetime,
    undoes: int | None = None,
) -> CoalitionMove:
    made = CoalitionMove(
        run_id=place.run_id,
        number=next_move(session, place.run_id),
        organisation_id=place.organisation_id,
        from_card=place.card,
        to_card=to,
        undoes=undoes,
        moved_by=actor.person_id,
        moved_at=at,
    )
    place.card = to
    session.add(made)
    session.flush()
    record(session, actor, "move_coalition", "matching_run", place.run_id, at=at, detail=str(made.number))
    return made
