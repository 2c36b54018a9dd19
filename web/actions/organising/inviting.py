"""How are organisations invited? A mail waits in the outbox for each, until the organiser lets it go."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.guest import AnswerLink, LetterKind, MeetingInvitation
from models.meeting import Meeting
from models.message import Message, MessageKind, MessageState
from models.organisation import Organisation
from models.queries.guests import (
    invitations_to,
    mails_of,
    organisations_with_people,
    persons_by_organisation,
    waiting_guests,
)
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.contacts import people_to_write
from web.actions.organising.asking import papers_for, write_asking
from web.actions.organising.letters import MAIL_KINDS
from web.actions.organising.registrations import require_open
from web.actions.outbox import release, withdraw
from web.actions.site import Site

ASKING_KINDS = (MessageKind.MEETING_INVITATION, MessageKind.MEETING_REMINDER)


class AnsweredAlready(ActionError):
    """The organisation has answered, so it is neither asked again nor taken off the list."""

    code = "answered_already"


def invite_guests(
    session: Session,
    meeting: Meeting,
    organisation_ids: Collection[int],
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> int:
    """How many of these are new on the list; for each that can be written to, a mail waits.

    Who comes or is invited already is passed over. Raises MeetingIsOverError, MeetingIsCancelledError.
    """
    require_open(meeting, at)
    known = {one.organisation_id for one in invitations_to(session, meeting.id)} | _answered(session, meeting)
    new = [one for one in organisations_with_people(session, organisation_ids) if one.id not in known]
    papers = papers_for(session, meeting, LetterKind.INVITATION, site=site, at=at)
    for organisation in new:
        session.add(MeetingInvitation(meeting_id=meeting.id, organisation_id=organisation.id, invited_at=at))
        record(session, actor, "invited_guest", "organisation", organisation.id, at=at)
        write_asking(session, meeting, organisation, papers, site=site, at=at)
    session.flush()
    return len(new)


def remind(
    session: Session, meeting: Meeting, *, site: Site, at: datetime, silent_for: timedelta = timedelta()
) -> list[Message]:
    """A waiting reminder for everyone who was written to, at least so long ago, and has not answered."""
    papers = papers_for(session, meeting, LetterKind.REMINDER, site=site, at=at)
    written = [
        write_asking(session, meeting, organisation, papers, site=site, at=at)
        for organisation in to_remind(session, meeting, at=at, silent_for=silent_for)
    ]
    return [message for message in written if message is not None]


def to_remind(
    session: Session, meeting: Meeting, *, at: datetime, silent_for: timedelta = timedelta()
) -> list[Organisation]:
    """Who was written to at least so long ago, has not answered, and can be written to; by name."""
    answered = _answered(session, meeting)
    newest = newest_asking(session, meeting)
    gone = (MessageState.SENT, MessageState.RELEASED)
    return [
        one.organisation
        for one in invitations_to(session, meeting.id)
        if one.declined_at is None
        and one.organisation_id not in answered
        and (mail := newest.get(one.organisation_id)) is not None
        and mail.state in gone
        and mail.retry_at is None
        and mail.created_at <= at - silent_for
        and people_to_write(one.organisation)
    ]


def resend(
    session: Session,
    meeting: Meeting,
    organisation_ids: Collection[int],
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> int:
    """How many of these were invited once more, with a new link; the mail leaves at once.

    What still waited or was being tried again is withdrawn. Raises AnsweredAlready when one has answered.
    """
    require_open(meeting, at)
    answered = _answered(session, meeting)
    papers = papers_for(session, meeting, LetterKind.INVITATION, site=site, at=at)
    sent: list[int] = []
    for one in invitations_to(session, meeting.id):
        if one.organisation_id not in organisation_ids:
            continue
        if one.declined_at is not None or one.organisation_id in answered:
            raise AnsweredAlready(f"organisation {one.organisation_id} has answered; call them instead")
        withdraw_asking(session, meeting.id, one.organisation_id, actor=actor, at=at)
        message = write_asking(session, meeting, one.organisation, papers, site=site, at=at)
        sent += [message.id] if message else []
    release(session, sent, actor=actor, at=at)
    return len(sent)


def release_asking(
    session: Session,
    meeting: Meeting,
    message_ids: Collection[int] | None,
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> int:
    """How many waiting invitations and reminders left: these, or all.

    Each tells of the meeting as it is now: what was written before it changed is written anew.
    """
    require_open(meeting, at)
    waiting = [
        message
        for message in waiting_asking(session, meeting)
        if message_ids is None or message.id in message_ids
    ]
    stale = [message for message in waiting if message.sequence != meeting.sequence]
    fresh = [message.id for message in waiting if message not in stale]
    fresh += [message.id for message in rewrite(session, meeting, stale, site=site, at=at)]
    release(session, fresh, actor=actor, at=at)
    return len(fresh)


def rewrite(
    session: Session, meeting: Meeting, messages: Sequence[Message], *, site: Site, at: datetime
) -> list[Message]:
    """These waiting invitations and reminders, written anew with the words and facts of now."""
    kinds = {kind: letter for letter, kind in MAIL_KINDS.items()}
    wanted = {message.organisation_id: kinds[message.kind] for message in messages}
    papers = {kind: papers_for(session, meeting, kind, site=site, at=at) for kind in set(wanted.values())}
    session.execute(delete(Message).where(Message.id.in_([message.id for message in messages])))
    written = [
        write_asking(session, meeting, one, papers[wanted[one.id]], site=site, at=at)
        for one in organisations_with_people(session, [i for i in wanted if i is not None])
    ]
    return [message for message in written if message is not None]


def uninvite(session: Session, meeting: Meeting, organisation_id: int, *, actor: Actor, at: datetime) -> None:
    """Take an organisation off the list again, with the mails and links it has. Raises AnsweredAlready."""
    if organisation_id in _answered(session, meeting):
        raise AnsweredAlready(f"organisation {organisation_id} comes or waits; cancel its people first")
    withdraw_asking(session, meeting.id, organisation_id, actor=actor, at=at)
    for table in (MeetingInvitation, AnswerLink):
        session.execute(
            delete(table).where(table.meeting_id == meeting.id, table.organisation_id == organisation_id)
        )
    record(session, actor, "uninvited_guest", "organisation", organisation_id, at=at)


def withdraw_asking(
    session: Session, meeting_id: int, organisation_id: int, *, actor: Actor, at: datetime
) -> None:
    """Let no invitation or reminder go to this organisation any more that has not left yet."""
    asking = [
        message
        for message in mails_of(session, meeting_id, ASKING_KINDS)
        if message.organisation_id == organisation_id
        and (message.state is MessageState.WAITING or message.retry_at is not None)
    ]
    withdraw(session, asking, actor=actor, at=at)


def waiting_asking(session: Session, meeting: Meeting) -> list[Message]:
    """The invitations and reminders that wait for their release."""
    mails = mails_of(session, meeting.id, ASKING_KINDS)
    return [message for message in mails if message.state is MessageState.WAITING]


def newest_asking(session: Session, meeting: Meeting) -> dict[int, Message]:
    """The newest invitation or reminder of each organisation that was not withdrawn."""
    return {
        message.organisation_id: message
        for message in mails_of(session, meeting.id, ASKING_KINDS)
        if message.organisation_id is not None and message.state is not MessageState.WITHDRAWN
    }


def _answered(session: Session, meeting: Meeting) -> set[int]:
    """The organisations of which someone comes or waits."""
    waiting = {guest.organisation_id for guest in waiting_guests(session, meeting.id)}
    return waiting | persons_by_organisation(session, meeting.id).keys()
