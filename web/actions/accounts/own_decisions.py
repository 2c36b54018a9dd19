"""What did a person decide as an organiser? On proposals, lists, runs, plans and the board, newest first."""

from sqlalchemy.orm import Session

from models.person import Person
from models.queries import own_data as stored
from models.queries import seating as seated
from models.queries.coalition_board import moves_by
from web.actions.accounts.own_values import Decision


def decisions_of(session: Session, person: Person) -> tuple[Decision, ...]:
    """All that this person decided, newest first."""
    judged = [
        Decision(
            what=decision.after.value,
            meeting=proposal.run.meeting.title,
            organisations=tuple(member.organisation.name for member in proposal.members),
            reason=decision.reason.value if decision.reason else "",
            note=decision.note,
            at=decision.decided_at,
        )
        for decision, proposal in stored.decisions_of(session, person.id)
    ]
    published = [
        Decision("publish", one.meeting.title, (), "", "", one.published_at)
        for one in stored.publications_of(session, person.id)
    ]
    asked = [
        Decision("match", one.meeting.title, (), "", "", one.requested_at)
        for one in stored.runs_of(session, person.id)
    ]
    plans = [
        Decision(what, meeting, (), "", "", at) for what, meeting, at in seated.deeds_of(session, person.id)
    ]
    moves = [
        Decision("move_coalition", meeting, (move.organisation.name,), "", "", move.moved_at)
        for move, meeting in moves_by(session, person.id)
    ]
    return tuple(sorted([*judged, *published, *asked, *plans, *moves], key=lambda one: one.at, reverse=True))
