"""How does the coalition board look? Cards, what is missing on each, and who is on none, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from sqlalchemy.orm import Session

from matcher.proposals import UnmatchedCode
from matcher.review import ReviewState
from matcher.standing import Standing, standing_of
from matcher.worth import weigh_coalitions
from models.coalition_board import CoalitionMove
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.organisation import Organisation
from models.proposal import Proposal
from models.queries.coalition_board import coalitions_of, moves_of
from models.queries.meetings import organisations_shown
from models.queries.proposals import latest_run, unmatched_of
from models.queries.publications import coming_organisations
from web.actions.actor import Actor
from web.actions.proposals.coalition_moves import Layout, layout_of, undoable
from web.actions.proposals.measuring import measuring_of
from web.actions.proposals.own_proposals import Workshop, open_workshop

MOVES_SHOWN = 12
# A figure that differs by less than this share of it is the same to an organiser.
SAME = 0.05


class Verdict(StrEnum):
    """What becomes of a card when someone joins it."""

    BETTER = "better"
    SAME = "same"
    WEAKER = "weaker"
    UNKNOWN = "unknown"  # someone was not measured


class WithoutCode(StrEnum):
    """Why someone is on no card, where the run does not say it."""

    TAKEN_OFF = "taken_off"  # an organiser did that
    CAME_LATER = "came_later"  # registered after the run was made
    REFUSED = "refused"  # their coalition was refused


@dataclass(frozen=True, slots=True)
class BoardMember:
    """An organisation on the board. `comes`: whether anyone of it (still) comes."""

    organisation: Organisation
    comes: bool
    measured: bool


@dataclass(frozen=True, slots=True)
class Joining:
    """What a card would be with the organisation that was picked up."""

    standing: Standing | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card. `standing`: of its members who come and were measured; `proposal`: that has just these
    members; `fits_best`: who has no card and makes this one better; `joining`: see Joining.
    """

    number: int
    members: tuple[BoardMember, ...]
    standing: Standing | None
    proposal: Proposal | None
    fits_best: BoardMember | None
    joining: Joining | None

    @property
    def saved(self) -> bool:
        """Whether this is an approved coalition."""
        return self.proposal is not None and self.proposal.state is ReviewState.APPROVED

    @property
    def seen(self) -> str:
        """The ids of the members; a form sends them back, so that nobody saves what they did not see."""
        return ",".join(str(member.organisation.id) for member in self.members)


@dataclass(frozen=True, slots=True)
class WithoutCard:
    """Who comes and is on no card, and why."""

    member: BoardMember
    code: WithoutCode | UnmatchedCode


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page shows. `measured`: whether the run kept figures; `measuring`: they are being made."""

    run: MatchingRun
    cards: tuple[BoardCard, ...]
    without: tuple[WithoutCard, ...]
    picked: BoardMember | None
    picked_from: int | None
    undoable: CoalitionMove | None
    moves: tuple[CoalitionMove, ...]
    measured: bool
    measuring: bool

    @property
    def unmeasured(self) -> tuple[BoardMember, ...]:
        """Who comes and was not measured."""
        everyone = (*(one for card in self.cards for one in card.members), *(w.member for w in self.without))
        return tuple(one for one in everyone if one.comes and not one.measured)

    @property
    def unsaved(self) -> tuple[BoardCard, ...]:
        """The cards that are no approved coalition."""
        return tuple(card for card in self.cards if not card.saved)


def open_board(
    session: Session, meeting: Meeting, actor: Actor, *, picked: int | None = None
) -> Board | None:
    """The board of the meeting's latest finished run, or None when there is none yet.

    `picked`: the organisation that is about to be moved; every card then tells what it would become.
    """
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return None
    layout, workshop = layout_of(session, run), open_workshop(session, run)
    coming = coming_organisations(session, meeting.id)
    measured = workshop.measured if workshop else frozenset()
    members = {
        row.id: BoardMember(row, row.id in coming, row.id in measured)
        for row in organisations_shown(session, coming | layout.places.keys())
    }
    free = sorted(one for one in coming if layout.places.get(one) is None)
    proposals = {_group(proposal): proposal for proposal in coalitions_of(session, run.id)}
    cards = [
        _card(number, layout.members(number), members, proposals, workshop, free=free, picked=picked)
        for number in layout.cards
    ]
    moves = moves_of(session, run.id)
    return Board(
        run=run,
        cards=tuple(card for card in cards if card.members),
        without=_without(session, run, [members[one] for one in free], layout, moves),
        picked=members.get(picked) if picked is not None else None,
        picked_from=layout.places.get(picked) if picked is not None else None,
        undoable=undoable(session, run.id, actor),
        moves=tuple(moves[:MOVES_SHOWN]),
        measured=workshop is not None,
        measuring=measuring_of(session, run.id) is not None,
    )


def _card(
    number: int,
    ids: tuple[int, ...],
    members: Mapping[int, BoardMember],
    proposals: Mapping[tuple[int, ...], Proposal],
    workshop: Workshop | None,
    *,
    free: Sequence[int],
    picked: int | None,
) -> BoardCard:
    shown = tuple(sorted((members[one] for one in ids), key=lambda one: one.organisation.name.lower()))
    present = [one.organisation.id for one in shown if one.comes and one.measured]
    standing = _standing(workshop, present)
    best = _fits_best(workshop, present, free) if standing else None
    return BoardCard(
        number=number,
        members=shown,
        standing=standing,
        proposal=proposals.get(ids),
        fits_best=members[best] if best is not None else None,
        joining=_joining(workshop, standing, present, picked) if picked and picked not in ids else None,
    )


def _standing(workshop: Workshop | None, ids: Sequence[int]) -> Standing | None:
    if workshop is None:
        return None
    return standing_of(workshop.figures, ids, rules=workshop.rules, settings=workshop.settings)


def _joining(
    workshop: Workshop | None, before: Standing | None, present: Sequence[int], picked: int
) -> Joining:
    if workshop is None or before is None or picked not in workshop.measured:
        return Joining(None, Verdict.UNKNOWN)
    after = _standing(workshop, [*present, picked])
    if after is None or abs(after.score - before.score) <= SAME * before.score:
        return Joining(after, Verdict.SAME)
    return Joining(after, Verdict.BETTER if after.score > before.score else Verdict.WEAKER)


def _fits_best(workshop: Workshop | None, present: Sequence[int], free: Sequence[int]) -> int | None:
    """Who of these makes the card better, and most so; None when nobody does or it is full."""
    if workshop is None or len(present) < 2 or len(present) >= workshop.settings.largest_coalition:
        return None
    figures = workshop.figures
    rows = {profile.id: row for row, profile in enumerate(figures.profiles)}
    inside = [rows[one] for one in present]
    chosen = [one for one in free if one in rows and not figures.forbidden[rows[one], inside].any()]
    if not chosen:
        return None
    groups = np.array([sorted([*inside, rows[one]]) for one in chosen], dtype=np.intp)
    scores = weigh_coalitions(groups, figures, workshop.settings.courage).score
    alone = weigh_coalitions(np.array([inside], dtype=np.intp), figures, workshop.settings.courage).score[0]
    best = int(scores.argmax())
    return chosen[best] if scores[best] > alone * (1 + SAME) else None


def _without(
    session: Session,
    run: MatchingRun,
    members: Sequence[BoardMember],
    layout: Layout,
    moves: Sequence[CoalitionMove],
) -> tuple[WithoutCard, ...]:
    codes = {left.organisation_id: left.code for left in unmatched_of(session, run.id) if left.coalition}
    in_run = {
        member.organisation_id for proposal in coalitions_of(session, run.id) for member in proposal.members
    }
    moved = {one.organisation_id for one in moves}
    found = []
    for member in sorted(members, key=lambda one: one.organisation.name.lower()):
        id_ = member.organisation.id
        code: WithoutCode | UnmatchedCode
        if id_ in moved and layout.places.get(id_) is None and id_ in layout.places:
            code = WithoutCode.TAKEN_OFF
        elif id_ in codes:
            code = codes[id_]
        else:
            code = WithoutCode.REFUSED if id_ in in_run else WithoutCode.CAME_LATER
        found.append(WithoutCard(member, code))
    return tuple(found)


def _group(proposal: Proposal) -> tuple[int, ...]:
    return tuple(member.organisation_id for member in proposal.members)
