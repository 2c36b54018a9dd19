"""What does a test start from? Rows that are whole, with only what the test cares about spelled out."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from models.experience import Compensation, Experience, ExpertRole, LifeMoment
from models.kind import Kind, Sector, Theme
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting, MeetingKind
from models.organisation import Organisation, OrganisationMember, OrganisationRole, Statement
from models.person import Person, RegionOrganiser
from models.proposal import Proposal, ProposalForm, ProposalMember
from models.region import Municipality, Region
from models.registration import Registration

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_region(session: Session, code: str = "AM06", *places: str) -> Region:
    """A region with these municipalities (name = the last part of the code)."""
    municipalities = [
        Municipality(code=place, name=f"Plaats {place}", province="Gelderland", latitude=52.2, longitude=5.9)
        for place in places
    ]
    region = Region(code=code, name=f"Regio {code}", year=2026, municipalities=municipalities)
    session.add(region)
    session.flush()
    return region


def a_kind(session: Session, slug: str = "voedselbank", sector: str = "volunteers") -> Kind:
    """A kind in a sector; both are made if they are not there yet."""
    if session.get(Sector, sector) is None:
        session.add(Sector(slug=sector, name_nl=sector, name_en=sector, sphere="civil"))
        session.flush()
    kind = session.get(Kind, slug) or Kind(slug=slug, name_nl=slug, name_en=slug, sector_slug=sector)
    session.add(kind)
    session.flush()
    return kind


def a_person(session: Session, email: str = "piet@example.org") -> Person:
    """A person who can sign in."""
    person = Person(email=email, name=email.split("@")[0].title(), created_at=NOON)
    session.add(person)
    session.flush()
    return person


def a_member(
    session: Session, organisation: Organisation, email: str, role: str = "editor", **columns: object
) -> Person:
    """A person who belongs to this organisation."""
    person = a_person(session, email)
    member = OrganisationMember(person=person, role=OrganisationRole(role), name=person.name, **columns)
    organisation.members.append(member)
    session.flush()
    return person


def an_organiser(session: Session, email: str = "organisator@example.org", region: str = "AM06") -> Person:
    """A person who organises this region."""
    person = a_person(session, email)
    session.add(RegionOrganiser(person_id=person.id, region_code=region))
    session.flush()
    return person


def an_organisation(
    session: Session,
    name: str,
    *,
    offers: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    **columns: object,
) -> Organisation:
    """An organisation with these offers and needs, in this order."""
    told = [(StatementRole.OFFER, text) for text in offers] + [(StatementRole.NEED, text) for text in needs]
    organisation = Organisation(
        name=name,
        created_at=NOON,
        updated_at=NOON,
        statements=[
            Statement(role=role, text=text, position=position, created_at=NOON)
            for position, (role, text) in enumerate(told)
        ],
        **columns,
    )
    session.add(organisation)
    session.flush()
    return organisation


def an_expert(
    session: Session, name: str = "Meneer Zonneklaar", *, email: str = "zon@example.org", **told: object
) -> Organisation:
    """Someone who speaks from experience; the person's own name is a canary that nobody may ever see."""
    person = Person(email=email, name="Kanarie Echtenaam", created_at=NOON)
    member = OrganisationMember(person=person, role=OrganisationRole.OWNER, name=name, phone="06-00000077")
    experience = Experience(role=ExpertRole.EXPERT, **told)
    kind = a_kind(session, "ervaringsdeskundigen", "experience")
    return an_organisation(
        session, name, offers=("Ik lees uw brief",), kind=kind, members=[member], experience=experience
    )


def a_telling_expert(session: Session) -> Organisation:
    """Someone who told what happened, what may not be asked and what was agreed: for the organiser alone."""
    told = {"not_asked": "Mijn kind", "compensation": Compensation.VOUCHER, "agreed": "een bon"}
    expert = an_expert(session, **told)
    expert.about = "Mijn post lag in een la"
    expert.experience.moments = [a_moment(session)]
    return expert


def a_moment(session: Session, slug: str = "uit_elkaar", name: str = "Wij gingen uit elkaar") -> LifeMoment:
    """A moment in life to tick."""
    moment = LifeMoment(slug=slug, name_nl=name, name_en=f"{name} (en)", position=0)
    session.add(moment)
    session.flush()
    return moment


def a_theme(session: Session, slug: str = "vangnet") -> Theme:
    """A theme to choose."""
    theme = Theme(slug=slug, name_nl=slug.title(), name_en=f"{slug.title()} (en)")
    session.add(theme)
    session.flush()
    return theme


def a_meeting(session: Session, region: Region, **columns: object) -> Meeting:
    """A meeting of two persons per organisation, without parties."""
    kind = session.get(MeetingKind, "gesprekskring") or MeetingKind(
        slug="gesprekskring", name_nl="Gesprekskring", name_en="Discussion circle"
    )
    told: dict[str, object] = {
        "title": "Kring",
        "starts_at": datetime(2026, 4, 1, 11, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 4, 1, 15, 0, tzinfo=UTC),
        "rsvp_by": date(2026, 3, 19),
        "created_at": NOON,
        "maximum_persons": 2,
        **columns,
    }
    meeting = Meeting(region=region, kind=kind, **told)
    session.add(meeting)
    session.flush()
    return meeting


def a_registration(
    session: Session, meeting: Meeting, organisation: Organisation, place: int = 1
) -> Registration:
    """One person who comes for this organisation, on this place number."""
    registration = Registration(
        meeting_id=meeting.id,
        maximum_persons=meeting.maximum_persons,
        organisation_id=organisation.id,
        place_number=place,
        name=f"Gast {place}",
        created_at=NOON,
    )
    session.add(registration)
    session.flush()
    return registration


def a_run(session: Session, meeting: Meeting) -> MatchingRun:
    """A run that is done."""
    run = MatchingRun(
        meeting_id=meeting.id, state=RunState.DONE, settings={}, requested_at=NOON, finished_at=NOON
    )
    session.add(run)
    session.flush()
    return run


def a_proposal(
    session: Session, run: MatchingRun, *organisations: Organisation, **columns: object
) -> Proposal:
    """A proposal of these organisations; a pairing when there are two."""
    told: dict[str, object] = {"fit": 0.8, "surprise": 0.6, "ground": 0.5, "score": 0.7, **columns}
    proposal = Proposal(
        run_id=run.id,
        form=ProposalForm.PAIRING if len(organisations) == 2 else ProposalForm.COALITION,
        members=[ProposalMember(organisation_id=organisation.id) for organisation in organisations],
        **told,
    )
    session.add(proposal)
    session.flush()
    return proposal
