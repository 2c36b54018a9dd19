"""What stands in the example's data files? Organisations, meetings and decisions, as frozen plain data."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from matcher.review import RefusalReason

DATA = Path(__file__).with_name("data")
HERE = ZoneInfo("Europe/Amsterdam")
USUAL_PERSONS = 2
MEETING_WEEKDAYS = frozenset({1, 3})  # Tuesday and Thursday
HOLIDAYS = frozenset({(1, 1), (12, 24), (12, 25), (12, 26), (12, 31)})  # (month, day)


class SeedError(ValueError):
    """A data file says something that it cannot; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True)
class SeedContact:
    """A contact person; always invented."""

    name: str
    function: str
    email: str
    may_decide: bool
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SeedOrganisation:
    """An organisation; `municipality` and `area` are names of municipalities, the other keys are slugs."""

    slug: str
    name: str
    kind: str
    invented: bool
    municipality: str = ""
    source: str = ""
    kind_assumed: bool = False
    size: str = ""
    website: str = ""
    about: str = ""
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    contacts: tuple[SeedContact, ...] = ()


@dataclass(frozen=True, slots=True)
class SeedRegistration:
    """Who comes for an organisation: these contacts of it, by name."""

    organisation: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeedMeeting:
    """A meeting; its moments are those of the day on which the example is built, where they count from it."""

    slug: str
    title: str
    kind: str
    region: str
    area: tuple[str, ...]
    themes: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    rsvp_by: date | None
    final_invitation_by: date | None
    maximum_persons: int
    goal: str
    working_form: str
    place: str
    source: str
    registrations: tuple[SeedRegistration, ...]


@dataclass(frozen=True, slots=True)
class SeedDecision:
    """Why the example organiser refuses a proposal or puts it on hold."""

    reason: RefusalReason
    note: str


def read_organisations() -> tuple[SeedOrganisation, ...]:
    """All organisations, by file name and then in the order of the file; raises SeedError."""
    found = [
        _organisation(entry, path)
        for path in sorted((DATA / "organisations").glob("*.toml"))
        for entry in _entries(path, "organisation")
    ]
    _require_unique(found)
    return tuple(found)


def read_meetings(organisations: tuple[SeedOrganisation, ...], today: date) -> tuple[SeedMeeting, ...]:
    """All meetings; some count in days from `today`, forwards or backwards. Raises SeedError."""
    by_slug = {organisation.slug: organisation for organisation in organisations}
    path = DATA / "meetings.toml"
    return tuple(_meeting(entry, by_slug, today) for entry in _entries(path, "meeting"))


def read_decisions() -> tuple[SeedDecision, ...]:
    """The reasons that an organiser gives, in the order of the file."""
    entries = _entries(DATA / "decisions.toml", "decision")
    return tuple(SeedDecision(RefusalReason(entry["code"]), entry["note_nl"]) for entry in entries)


def read_rows(name: str, table: str) -> list[dict[str, Any]]:
    """The entries of a file that is a plain list, such as `acquaintances.toml`, as they stand there."""
    return _entries(DATA / name, table)


def _organisation(entry: dict[str, Any], path: Path) -> SeedOrganisation:
    contacts = tuple(SeedContact(**contact) for contact in entry.pop("contact", ()))
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    try:
        return SeedOrganisation(**values, contacts=contacts)
    except TypeError as error:
        raise SeedError(f"{path.name}, {entry.get('slug', 'an entry without slug')}: {error}") from error


def _meeting(entry: dict[str, Any], by_slug: dict[str, SeedOrganisation], today: date) -> SeedMeeting:
    starts_at, ends_at = _moments(entry, today)
    day = starts_at.date()
    return SeedMeeting(
        slug=entry["slug"],
        title=entry["title"],
        kind=entry["kind"],
        region=entry["region"],
        area=tuple(entry["area"]),
        themes=tuple(entry["themes"]),
        starts_at=starts_at,
        ends_at=ends_at,
        rsvp_by=_day_before(entry, "rsvp", day),
        final_invitation_by=_day_before(entry, "final_invitation", day),
        maximum_persons=entry.get("maximum_persons_per_organisation", USUAL_PERSONS),
        goal=entry["goal"],
        working_form=entry["working_form"],
        place=entry.get("place", ""),
        source=entry["source"],
        registrations=tuple(_registration(row, by_slug) for row in entry["registrations"]),
    )


def _moments(entry: dict[str, Any], today: date) -> tuple[datetime, datetime]:
    if "days_from_today" not in entry:
        return entry["starts_at"].replace(tzinfo=HERE), entry["ends_at"].replace(tzinfo=HERE)
    day = _meeting_day(today + timedelta(days=entry["days_from_today"]))
    start: time = entry["start_time"]
    end: time = entry["end_time"]
    return datetime.combine(day, start, HERE), datetime.combine(day, end, HERE)


def _meeting_day(day: date) -> date:
    """The first Tuesday or Thursday from this day on that is no holiday of New Year or Christmas."""
    while day.weekday() not in MEETING_WEEKDAYS or (day.month, day.day) in HOLIDAYS:
        day += timedelta(days=1)
    return day


def _day_before(entry: dict[str, Any], name: str, meeting_day: date) -> date | None:
    """The day that the entry names, or counts back from the meeting; None = as organisers usually do."""
    if f"{name}_days_before" in entry:
        return meeting_day - timedelta(days=entry[f"{name}_days_before"])
    named: date | None = entry.get(f"{name}_by")
    return named


def _registration(row: dict[str, Any], by_slug: dict[str, SeedOrganisation]) -> SeedRegistration:
    """`persons` is a number (the first contacts of the organisation) or a list of their names."""
    organisation = by_slug.get(row["organisation"])
    if organisation is None:
        raise SeedError(f"meetings.toml: no organisation has the slug {row['organisation']}")
    known = [contact.name for contact in organisation.contacts]
    wanted = row["persons"] if isinstance(row["persons"], list) else known[: row["persons"]]
    if not wanted or not set(wanted) <= set(known) or len(wanted) < _count(row["persons"]):
        raise SeedError(f"meetings.toml: {organisation.slug} has the contacts {known}, not {row['persons']}")
    return SeedRegistration(organisation.slug, tuple(wanted))


def _count(persons: int | list[str]) -> int:
    return persons if isinstance(persons, int) else len(persons)


def _entries(path: Path, table: str) -> list[dict[str, Any]]:
    with path.open("rb") as file:
        content = tomllib.load(file)
    if set(content) != {table}:
        raise SeedError(f"{path.name} holds {sorted(content)}, but only [[{table}]] belongs there")
    entries: list[dict[str, Any]] = content[table]
    return entries


def _require_unique(organisations: list[SeedOrganisation]) -> None:
    seen: set[str] = set()
    for organisation in organisations:
        if organisation.slug in seen:
            raise SeedError(f"two organisations have the slug {organisation.slug}")
        seen.add(organisation.slug)
