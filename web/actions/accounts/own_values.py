"""What does someone learn about themself? The plain values of their page and of the file to take along."""

from dataclasses import dataclass
from datetime import date, datetime

from web.actions.accounts.sounding_own_data import SoundingData
from web.actions.afterwards.nomination_answers import NamedFor


@dataclass(frozen=True, slots=True)
class About:
    """The person themself; the mail address may have a successor that waits for its confirmation."""

    name: str
    email: str
    new_email: str
    phone: str
    language: str
    stops_mail: bool
    hides_contact: bool
    known_since: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """What an organisation wrote down of the person; `*_for`: to whom each detail may be shown."""

    organisation_id: int
    organisation: str
    role: str
    name: str
    phone: str
    function: str
    may_decide: bool | None
    is_contact: bool
    name_for: str
    email_for: str
    phone_for: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in life, in both languages."""

    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Lived:
    """What someone told who speaks from experience, in the codes of models/experience.py.

    `name`: how they are called at the table.
    """

    organisation_id: int
    name: str
    role: str
    about: str
    moments: tuple[Moment, ...]
    not_asked: str
    compensation: str
    agreed: str
    days: str
    dayparts: str
    travel: str
    company: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """A registration for a meeting; `has_link`: a personal link to the match list works.

    `tables`: the table in each round of the newest seating plan, as (round, table). `wishes`: codes of where
    the person should sit, see SeatWish. `said`: what they said of other organisations, as (name, code);
    `opinion`: what they thought of the meeting, in codes and their own words.
    `steps`: what they promised to do after it. `case`: the parts of the case that they brought to a learning
    circle, and what was told of it. `named`: whom they named as the driving force, and why.
    """

    meeting: str
    starts_at: datetime
    organisation: str
    name: str
    email: str
    language: str
    registered_at: datetime
    cancelled_at: datetime | None
    arrived_at: datetime | None
    has_link: bool
    tables: tuple[tuple[int, int], ...]
    wishes: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    opinion: tuple[str, ...]
    steps: tuple[str, ...]
    case: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingPlace:
    """A place on the waiting list of a meeting that is full."""

    meeting: str
    starts_at: datetime
    organisation: str
    name: str
    email: str
    language: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to the person, without its text, which may hold a secret link."""

    kind: str
    recipient: str
    subject: str
    state: str
    language: str
    written_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person did as an organiser: `what` is the state of a proposal, or publish, or match."""

    what: str
    meeting: str
    organisations: tuple[str, ...]
    reason: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A message by the notice board, with the details that the person chose to add; empty = not added."""

    about: str
    message: str
    name: str
    email: str
    phone: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log, in codes; `by_me`: what the person did, else what was done to them."""

    at: datetime
    action: str
    subject: str
    subject_id: str
    detail: str
    by_me: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """On this day their contact details were shown to this organisation, or to a region's organisers."""

    on: date
    organisation: str
    region: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser in which the person is signed in."""

    since: datetime
    last_seen: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A sign-in link that was asked for; the link itself is not stored. `page`: where it leads to."""

    asked_at: datetime
    used_at: datetime | None
    page: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to join an organisation, as the person wrote it; `state`: see models/membership.py."""

    organisation: str
    name: str
    note: str
    state: str
    asked_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitedTo:
    """An invitation to the person's mail address; the link itself is not stored."""

    organisation: str
    email: str
    role: str
    invited_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that came after the session had ended: where it goes, and the texts in it."""

    page: str
    texts: tuple[str, ...]
    kept_until: datetime


@dataclass(frozen=True, slots=True)
class OwnData:
    """All of it. Lists are newest first, but for organisations (by name) and meetings (earliest first)."""

    about: About
    regions: tuple[str, ...]
    memberships: tuple[Membership, ...]
    experience: tuple[Lived, ...]
    attendances: tuple[Attendance, ...]
    waiting: tuple[WaitingPlace, ...]
    mails: tuple[Mail, ...]
    decisions: tuple[Decision, ...]
    sent: tuple[Sent, ...]
    log: tuple[Logged, ...]
    seen_by: tuple[Seen, ...]
    signed_in: tuple[SignedIn, ...]
    links: tuple[Link, ...]
    requests: tuple[Asked, ...]
    invitations: tuple[InvitedTo, ...]
    unsent: tuple[Unsent, ...]
    sounding: SoundingData
    named_in: tuple[NamedFor, ...]
