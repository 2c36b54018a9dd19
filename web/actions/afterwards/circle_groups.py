"""Who talks with whom in a learning circle? Proposed by kind of case, changed and shown by the organiser."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matcher.circles import LARGEST_GROUP, AloneCode, CircleGuest, Side, form_circle, why_alone
from models.circle import CaseState, CircleGroup, CircleMember, LearningCircle, PracticeCase
from models.meeting import Meeting
from models.queries.circles import cases_at, group_of, groups_at
from models.queries.meetings import everyone_coming
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.afterwards.circle_cases import usual_side
from web.actions.errors import ActionError
from web.actions.log import record

__all__ = ["LARGEST_GROUP", "AloneCode"]


class GroupFull(ActionError):
    """The group holds as many as can talk about a case."""

    code = "group_full"


class GuestUnknown(ActionError):
    """This guest does not come, or this group is not there any more."""

    code = "guest_unknown"


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone who comes, the experience that they bring, and the case that others may read."""

    registration: Registration
    side: Side
    case: PracticeCase | None

    @property
    def guest(self) -> CircleGuest:
        """What decides with whom they talk."""
        label = self.case.label_slug if self.case else ""
        return CircleGuest(self.registration.id, self.registration.organisation_id, self.side, label)


@dataclass(frozen=True, slots=True)
class Talk:
    """A group with who of it comes."""

    id: int
    seats: tuple[Seat, ...]

    @property
    def cases(self) -> tuple[PracticeCase, ...]:
        """The cases that they talk about."""
        return tuple(seat.case for seat in self.seats if seat.case)


@dataclass(frozen=True, slots=True)
class AloneSeat:
    """Someone without a group, and why."""

    seat: Seat
    code: AloneCode


@dataclass(frozen=True, slots=True)
class CircleView:
    """The circle as its organiser sees it; `circle` None = nothing was shown or shared yet."""

    talks: tuple[Talk, ...]
    alone: tuple[AloneSeat, ...]
    circle: LearningCircle | None

    @property
    def is_shown(self) -> bool:
        """Whether guests see with whom they talk."""
        return self.circle is not None and self.circle.shown_at is not None


def seats_at(session: Session, meeting: Meeting) -> tuple[Seat, ...]:
    """Everyone who comes, by organisation."""
    cases = {case.registration_id: case for case in cases_at(session, meeting.id)}
    return tuple(_seat(guest, cases.get(guest.id)) for guest in everyone_coming(session, meeting.id))


def circle_of(session: Session, meeting: Meeting) -> CircleView:
    """Who talks with whom, and who is left with the reason; a group of one is none."""
    seats = {seat.registration.id: seat for seat in seats_at(session, meeting)}
    talks = [_talk(group, seats) for group in groups_at(session, meeting.id)]
    standing = tuple(talk for talk in talks if len(talk.seats) > 1)
    placed = {seat.registration.id for talk in standing for seat in talk.seats}
    guests = [seat.guest for seat in seats.values()]
    alone = [
        AloneSeat(seat, why_alone(seat.guest, guests)) for id_, seat in seats.items() if id_ not in placed
    ]
    return CircleView(standing, tuple(alone), session.get(LearningCircle, meeting.id))


def own_talk(session: Session, registration: Registration) -> Talk | None:
    """The group of this guest, once its organiser shows it and as long as someone else of it comes."""
    circle = session.get(LearningCircle, registration.meeting_id)
    group = group_of(session, registration.id)
    if circle is None or circle.shown_at is None or group is None:
        return None
    talk = _talk(group, {seat.registration.id: seat for seat in seats_at(session, registration.meeting)})
    return talk if len(talk.seats) > 1 else None


def propose_groups(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> int:
    """How many groups were made; they take the place of those that were there."""
    _lock(session, meeting)
    found = form_circle([seat.guest for seat in seats_at(session, meeting)])
    session.execute(delete(CircleGroup).where(CircleGroup.meeting_id == meeting.id))
    session.expire_all()
    for ids in found.groups:
        members = [CircleMember(registration_id=id_) for id_ in ids]
        session.add(CircleGroup(meeting_id=meeting.id, members=members))
    session.flush()
    record(session, actor, "propose_groups", "meeting", meeting.id, at=at)
    return len(found.groups)


def move_guest(
    session: Session,
    meeting: Meeting,
    registration_id: int,
    with_id: int | None,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Let this guest talk with another one, in the group of that one or a new one; None = with nobody.

    Raises GroupFull, GuestUnknown.
    """
    _lock(session, meeting)
    coming = {guest.id for guest in everyone_coming(session, meeting.id)}
    if registration_id not in coming or with_id not in {None, *coming} - {registration_id}:
        raise GuestUnknown(f"guests {registration_id} and {with_id} do not both come to {meeting.id}")
    own = group_of(session, registration_id)
    group = None if with_id is None else group_of(session, with_id)
    if own is not None and own is group:
        return
    if group is not None and sum(one.registration_id in coming for one in group.members) >= LARGEST_GROUP:
        raise GroupFull(f"group {group.id} holds {LARGEST_GROUP} already; move someone out first")
    _leave(session, own, registration_id)
    if with_id is not None:
        if group is None:
            group = CircleGroup(meeting_id=meeting.id, members=[CircleMember(registration_id=with_id)])
            session.add(group)
        group.members.append(CircleMember(registration_id=registration_id))
    session.flush()
    record(session, actor, "move_guest", "meeting", meeting.id, at=at)


def show_groups(session: Session, meeting: Meeting, *, shown: bool, actor: Actor, at: datetime) -> None:
    """Let guests see with whom they talk, or not any more."""
    circle = session.get(LearningCircle, meeting.id) or LearningCircle(meeting_id=meeting.id)
    circle.shown_at = at if shown else None
    session.add(circle)
    session.flush()
    record(session, actor, "show_groups" if shown else "hide_groups", "meeting", meeting.id, at=at)


def _lock(session: Session, meeting: Meeting) -> None:
    """One writer at a time for the groups of a meeting: nobody comes to be in two."""
    session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())


def _seat(registration: Registration, case: PracticeCase | None) -> Seat:
    side = case.side if case else usual_side(registration)
    readable = case if case is not None and case.state is CaseState.ACCEPTED else None
    return Seat(registration, side, readable)


def _talk(group: CircleGroup, seats: dict[int, Seat]) -> Talk:
    return Talk(group.id, tuple(_standing(group.members, seats)))


def _standing(members: Sequence[CircleMember], seats: dict[int, Seat]) -> list[Seat]:
    return [seats[one.registration_id] for one in members if one.registration_id in seats]


def _leave(session: Session, group: CircleGroup | None, registration_id: int) -> None:
    """Take someone out of their group; what is left of a pair is no group."""
    if group is None:
        return
    left = [one for one in group.members if one.registration_id != registration_id]
    if len(left) < 2:
        session.delete(group)
    else:
        group.members = left
    session.flush()
