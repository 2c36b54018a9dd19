"""How do approved proposals become match lists, personal links and mails that wait for the organiser?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.matching_run import MatchingRun
from models.meeting import Meeting
from models.message import Message, MessageKind, MessageState
from models.organisation import Organisation
from models.person import UserSession
from models.publication import MatchListEntry, Publication
from models.queries import publications as published
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.lists.attendance import new_personal_link
from web.actions.lists.future_lists import future_lists
from web.actions.lists.reserves import find_reserves, keep_reserves
from web.actions.log import record
from web.actions.outbox import queue, withdraw
from web.documents import calendar_of, spoken_moment
from web.mail import render_mail


class NoDoneRun(ActionError):
    """The meeting has no finished matching run, so there is nothing to publish."""

    code = "no_done_run"


class NothingApproved(ActionError):
    """None of the proposals of the newest run can stand on a list: approve some first."""

    code = "nothing_approved"


@dataclass(frozen=True, slots=True)
class Reach:
    """Who hears of a publication, and who has to be told in another way.

    `waiting`: mails that wait for the organiser; `left`: mails that she has let go. `without_address`:
    attendees to hand a printed list, among them who want no mail; `without_list`: organisations that come
    and meet nobody yet.
    """

    publication: Publication
    waiting: tuple[Message, ...]
    left: tuple[Message, ...]
    without_address: tuple[Registration, ...]
    without_list: tuple[Organisation, ...]


def publish(
    session: Session,
    meeting: Meeting,
    *,
    base_url: str,
    actor: Actor,
    at: datetime,
    only: frozenset[int] | None = None,
) -> Publication:
    """The publication that is now in force: a new one, or the latest when nothing has changed since.

    A mail waits in the outbox for every attendee with an address and a list who has had none for the list
    as it is now. Links: a mail that still waits is kept, its link opens whatever was published last. After
    a mail has left, a changed list gives a new mail with a new link; the link in the earlier mail goes on
    working, so that nobody stands before a closed door while the new mail waits.

    `only`: ids of the proposals that may stand on lists; None = whatever is approved.

    Raises NoDoneRun, NothingApproved.
    """
    run = published.latest_done_run(session, meeting.id)
    if run is None:
        raise NoDoneRun(f"meeting {meeting.id} has no finished run; match first, then approve proposals")
    registrations = published.active_registrations(session, meeting.id)
    listed = frozenset(row.organisation_id for row in registrations)
    lists = future_lists(session, run, listed, only=only)
    if not any(lists.values()):
        raise NothingApproved(f"run {run.id} has no approved proposal of which the members come")
    before = published.latest_publication(session, meeting.id)
    known = {} if before is None else entries_by_organisation(before)
    if before is not None and known == {one: entries for one, entries in lists.items() if entries}:
        publication = before
    else:
        publication = _new_publication(session, run, lists, before=before, actor=actor, at=at)
    keep_reserves(session, publication, find_reserves(session, run, listed))
    mails = published.newest_list_mails(session, meeting.id)
    silent = published.addresses_without_mail(session, [row.email for row in registrations])
    for registration in registrations:
        own, newest = lists[registration.organisation_id], mails.get(registration.id)
        changed = own != known.get(registration.organisation_id, ())
        reachable = registration.email and registration.email not in silent
        if own and reachable and _needs_mail(registration, newest, changed=changed):
            _write_mail(session, registration, newest=newest, base_url=base_url, at=at)
    session.flush()
    return publication


def reach_of(session: Session, meeting: Meeting) -> Reach | None:
    """Who hears of the publication in force; None as long as nothing was published."""
    publication = published.latest_publication(session, meeting.id)
    if publication is None:
        return None
    registrations = published.active_registrations(session, meeting.id)
    mails = published.newest_list_mails(session, meeting.id)
    listed = entries_by_organisation(publication)
    silent = published.addresses_without_mail(session, [row.email for row in registrations])
    current = [
        mails[row.id] for row in registrations if row.id in mails and mails[row.id].recipient == row.email
    ]
    return Reach(
        publication=publication,
        waiting=tuple(mail for mail in current if mail.state is MessageState.WAITING),
        left=tuple(mail for mail in current if mail.state is not MessageState.WAITING),
        without_address=tuple(
            row
            for row in registrations
            if (not row.email or row.email in silent) and row.organisation_id in listed
        ),
        without_list=tuple(
            {
                row.organisation_id: row.organisation
                for row in registrations
                if row.organisation_id not in listed
            }.values()
        ),
    )


def renew_link(
    session: Session, registration: Registration, *, base_url: str, actor: Actor, at: datetime
) -> bool:
    """Whether a mail with a new link waits; from now on no earlier link, and no open list, works any more.

    For someone without an address, without a list, or who wants no mail, there is no new link.
    """
    listed = published.latest_publication(session, registration.meeting_id)
    mails = session.scalars(
        select(Message).where(
            Message.registration_id == registration.id,
            Message.kind.in_((MessageKind.MATCH_LIST, MessageKind.LIST_REMINDER, MessageKind.CASE_ASKED)),
        )
    ).all()
    withdraw(session, mails, actor=actor, at=at)
    registration.link_hash = registration.earlier_link_hash = None
    session.execute(delete(UserSession).where(UserSession.registration_id == registration.id))
    record(session, actor, "renew_link", "registration", registration.id, at=at)
    silent = published.addresses_without_mail(session, [registration.email])
    if not registration.email or silent or listed is None:
        return False
    if registration.organisation_id not in entries_by_organisation(listed):
        return False
    _write_mail(session, registration, newest=None, base_url=base_url, at=at)
    session.flush()
    return True


def entries_by_organisation(publication: Publication) -> dict[int, tuple[int, ...]]:
    """The ids of the proposals on the list of each organisation that has one, best first."""
    entries: dict[int, tuple[int, ...]] = {}
    for entry in publication.entries:  # in the order of their positions
        entries[entry.organisation_id] = (*entries.get(entry.organisation_id, ()), entry.proposal_id)
    return entries


def _new_publication(
    session: Session,
    run: MatchingRun,
    lists: Mapping[int, Sequence[int]],
    *,
    before: Publication | None,
    actor: Actor,
    at: datetime,
) -> Publication:
    publication = Publication(
        meeting_id=run.meeting_id,
        run_id=run.id,
        number=1 if before is None else before.number + 1,
        published_by=actor.person_id,
        published_at=at,
        entries=[
            MatchListEntry(organisation_id=organisation_id, proposal_id=proposal_id, position=position)
            for organisation_id, proposals in lists.items()
            for position, proposal_id in enumerate(proposals, start=1)
        ],
    )
    session.add(publication)
    session.flush()
    record(session, actor, "publish", "publication", publication.id, at=at, detail=str(publication.number))
    return publication


def _write_mail(
    session: Session, registration: Registration, *, newest: Message | None, base_url: str, at: datetime
) -> None:
    """Put a mail with a new personal link in the outbox: the only place where the link itself stands."""
    meeting, language = registration.meeting, registration.language
    known = newest is not None and newest.recipient == registration.email
    mail = render_mail(
        "match_list_changed" if known else "match_list",
        language,
        attendee=registration.name,
        meeting=meeting.title,
        when=spoken_moment(meeting.starts_at, language),
        place=meeting.place,
        link=new_personal_link(registration, base_url=base_url),
        site=base_url,
    )
    queue(
        session,
        MessageKind.MATCH_LIST,
        registration.email,
        mail=mail,
        language=language,
        at=at,
        calendar=calendar_of(meeting, base_url=base_url, at=at),
        meeting=meeting,
        registration_id=registration.id,
    )


def _needs_mail(registration: Registration, newest: Message | None, *, changed: bool) -> bool:
    """Whether there is news in the mail: a first list, a list that changed, or another address to tell."""
    if newest is None or newest.recipient != registration.email:
        return True
    return changed and newest.state is not MessageState.WAITING
