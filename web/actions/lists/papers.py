"""What is handed out on paper? One sheet per person who comes, and all sheets of a meeting in one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from models.job import JobName, JobState
from models.meeting import Meeting
from models.paper import ListFile
from models.person import Language
from models.queries.publications import active_registrations
from web.actions.accounts.sign_in import removed
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.lists.match_lists import MatchList, match_list_of
from web.actions.log import record

# A file with names is not left lying about: it is made again in a minute.
KEPT_FOR = timedelta(days=7)


class NothingToPrintError(ActionError):
    """Nobody comes, or nothing was published: there are no lists to put into a file."""

    code = "nothing_to_print"


@dataclass(frozen=True, slots=True)
class PaperList:
    """The sheet of one person; `registration_id` is the number of the form."""

    registration_id: int
    name: str
    match_list: MatchList


def papers_of(session: Session, meeting: Meeting) -> Sequence[PaperList]:
    """A sheet for everyone who comes, by name of their organisation; persons of one share its list."""
    lists: dict[int, MatchList] = {}
    papers = []
    for registration in active_registrations(session, meeting.id):
        organisation = registration.organisation
        if organisation.id not in lists:
            lists[organisation.id] = match_list_of(session, meeting, organisation)
        papers.append(PaperList(registration.id, registration.name, lists[organisation.id]))
    return papers


def request_file(
    session: Session, meeting: Meeting, *, language: Language, large: bool, actor: Actor, at: datetime
) -> ListFile:
    """A file that the job process makes, in place of the one there was; the one being made if it is the same.

    Raises NothingToPrintError.
    """
    papers = papers_of(session, meeting)
    if not papers or papers[0].match_list.publication is None:
        raise NothingToPrintError(f"meeting {meeting.id} has no published lists of people who come")
    before = file_of(session, meeting.id)
    if before is not None and is_busy(before) and (before.language, before.large) == (language, large):
        return before
    session.execute(delete(ListFile).where(ListFile.meeting_id == meeting.id))
    file = ListFile(
        meeting_id=meeting.id,
        requested_by=actor.person_id,
        requested_at=at,
        language=language,
        large=large,
        people=len(papers),
    )
    session.add(file)
    session.flush()
    file.job_id = enqueue(session, JobName.PRINT_LISTS, {"list_file_id": file.id}, at=at).id
    record(session, actor, "print_lists", "meeting", meeting.id, at=at)
    session.flush()
    return file


def file_of(session: Session, meeting_id: int, *, with_content: bool = False) -> ListFile | None:
    """The newest file of the meeting, finished or not; None when there is none."""
    found = select(ListFile).where(ListFile.meeting_id == meeting_id)
    return session.scalars(found.options(undefer(ListFile.content)) if with_content else found).one_or_none()


def is_busy(file: ListFile) -> bool:
    """Whether the file is being made, or waits for that."""
    return file.finished_at is None and file.job is not None and file.job.state is not JobState.FAILED


def keep_file(session: Session, asked: ListFile, content: bytes, *, at: datetime) -> bool:
    """Store what was made; False when another file was asked for meanwhile."""
    file = session.get(ListFile, asked.id)
    if file is None or file.requested_at != asked.requested_at:
        return False
    file.content, file.finished_at = content, at
    session.flush()
    return True


def clean_files(session: Session, *, at: datetime) -> int:
    """How many files were too old, and are removed."""
    return removed(session, delete(ListFile).where(ListFile.requested_at <= at - KEPT_FOR))
