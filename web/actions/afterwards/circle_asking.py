"""How does who comes to a learning circle hear that a case is welcome? By a mail with a personal link."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.message import MessageKind, MessageState
from models.person import Language
from models.queries.guests import mails_of
from models.queries.publications import active_registrations, addresses_without_mail
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.lists.attendance import new_personal_link
from web.actions.outbox import queue, release
from web.actions.site import Site
from web.documents import calendar_of, spoken_moment
from web.mail import Mail, render_mail

_HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who can still be asked, in which words, and who gets no mail. `is_open`: the circle has not begun."""

    is_open: bool
    to_ask: tuple[Registration, ...]
    silent: tuple[Registration, ...]
    words: Mail


def asking(session: Session, meeting: Meeting, *, language: Language, at: datetime) -> Asking:
    """Whom the organiser can ask for a case now, nobody twice; and the words in her own language."""
    gone = (MessageState.WITHDRAWN, MessageState.FAILED)
    mails = mails_of(session, meeting.id, (MessageKind.CASE_ASKED,))
    asked = {mail.recipient for mail in mails if mail.state not in gone}
    coming = active_registrations(session, meeting.id)
    without = addresses_without_mail(session, [one.email for one in coming])
    reachable = [one for one in coming if one.email and one.email not in without]
    return Asking(
        is_open=meeting.cancelled_at is None and at < meeting.starts_at,
        to_ask=tuple(one for one in reachable if one.email not in asked),
        silent=tuple(one for one in coming if one not in reachable),
        words=_words(meeting, language, reader=_HIDDEN, link=_HIDDEN, site=_HIDDEN),
    )


def ask_for_cases(session: Session, meeting: Meeting, *, site: Site, actor: Actor, at: datetime) -> int:
    """How many mails leave now, each with a new personal link; the link before it goes on working."""
    found = asking(session, meeting, language=Language.DUTCH, at=at)
    written: dict[str, int] = {}
    for guest in found.to_ask if found.is_open else ():
        if guest.email not in written:
            written[guest.email] = _write(session, guest, site=site, at=at)
    release(session, list(written.values()), actor=actor, at=at)
    return len(written)


def _write(session: Session, guest: Registration, *, site: Site, at: datetime) -> int:
    meeting = guest.meeting
    link = new_personal_link(guest, base_url=site.base_url)
    return queue(
        session,
        MessageKind.CASE_ASKED,
        guest.email,
        mail=_words(meeting, guest.language, reader=guest.name, link=link, site=site.base_url),
        language=guest.language,
        at=at,
        calendar=calendar_of(meeting, base_url=site.base_url, at=at),
        meeting=meeting,
        registration_id=guest.id,
    ).id


def _words(meeting: Meeting, language: Language, *, reader: str, link: str, site: str) -> Mail:
    return render_mail(
        MessageKind.CASE_ASKED.value,
        language,
        reader=reader,
        meeting=meeting.title,
        when=spoken_moment(meeting.starts_at, language),
        place=meeting.place,
        link=link,
        site=site,
    )
