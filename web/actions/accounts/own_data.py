"""What is stored of one person? Everything, in plain values: for their page, and to take along."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.draft import Draft
from models.person import Person
from models.queries import own_data as stored
from models.queries import seating as seated
from models.queries.encounters import words_of
from models.queries.membership import invitations_to, requests_of
from models.queries.steps import step_texts
from web.actions.accounts.drafts import fields_of
from web.actions.accounts.own_decisions import decisions_of
from web.actions.accounts.own_values import (
    About,
    Asked,
    Attendance,
    InvitedTo,
    Link,
    Lived,
    Logged,
    Mail,
    Membership,
    Moment,
    OwnData,
    Seen,
    Sent,
    SignedIn,
    Unsent,
    WaitingPlace,
)
from web.actions.accounts.sounding_own_data import sounding_data
from web.actions.afterwards.circle_cases import case_texts
from web.actions.afterwards.nomination_answers import named_of
from web.actions.afterwards.nominations import named_texts
from web.actions.lists.feedback import opinion_of


def own_data(session: Session, person: Person) -> OwnData:
    """Everything that is stored of this person, and nothing of anybody else."""
    attendances = _attendances(session, person)
    return OwnData(
        about=_about(session, person),
        regions=tuple(region.name for region in stored.regions_organised_by(session, person.id)),
        memberships=_memberships(session, person),
        experience=_experience(session, person),
        attendances=attendances,
        waiting=_waiting(session, person),
        mails=_mails(session, person),
        decisions=decisions_of(session, person),
        sent=tuple(
            Sent(
                one.statement.text,
                one.message,
                one.sender_name,
                one.sender_email,
                one.sender_phone,
                one.created_at,
            )
            for one in stored.board_answers_of(session, person.id)
        ),
        log=tuple(
            Logged(
                one.at, one.action, one.subject, one.subject_id, one.detail, by_me=one.person_id == person.id
            )
            for one in stored.log_of(session, person.id)
        ),
        seen_by=tuple(
            Seen(view.seen_on, organisation.name if organisation else "", region.name if region else "")
            for view, organisation, region in stored.views_of(session, person.id)
        ),
        signed_in=tuple(
            SignedIn(one.created_at, one.last_seen_at, one.expires_at)
            for one in stored.sessions_of(session, person.id)
        ),
        links=tuple(
            Link(one.created_at, one.used_at, one.next_path)
            for one in stored.sign_in_links_of(session, person.email)
        ),
        requests=_requests(session, person),
        invitations=_invitations(session, person),
        unsent=_unsent(session, person),
        sounding=sounding_data(session, person),
        named_in=named_of(session, person),
    )


def _about(session: Session, person: Person) -> About:
    waiting = stored.email_change_of(session, person.id)
    return About(
        name=person.name,
        email=person.email,
        new_email=waiting.new_email if waiting else "",
        phone=person.phone,
        language=person.language.value,
        stops_mail=person.stops_mail,
        hides_contact=person.hides_contact,
        known_since=person.created_at,
    )


def _memberships(session: Session, person: Person) -> tuple[Membership, ...]:
    return tuple(
        Membership(
            organisation_id=member.organisation_id,
            organisation=member.organisation.name,
            role=member.role.value,
            name=member.name,
            phone=member.phone,
            function=member.function,
            may_decide=member.may_decide,
            is_contact=member.is_contact,
            name_for=member.name_for.value,
            email_for=member.email_for.value,
            phone_for=member.phone_for.value,
        )
        for member in stored.memberships_of(session, person)
    )


def _experience(session: Session, person: Person) -> tuple[Lived, ...]:
    return tuple(
        Lived(
            organisation_id=told.organisation_id,
            name=member.organisation.name,
            role=told.role.value,
            about=member.organisation.about,
            moments=tuple(Moment(moment.name_nl, moment.name_en) for moment in told.moments),
            not_asked=told.not_asked,
            compensation=told.compensation.value,
            agreed=told.agreed,
            days=told.days,
            dayparts=told.dayparts,
            travel=told.travel.value,
            company=told.company.value,
            remarks=told.remarks,
        )
        for member in stored.memberships_of(session, person)
        if (told := member.organisation.experience) is not None
    )


def _attendances(session: Session, person: Person) -> tuple[Attendance, ...]:
    registrations = stored.registrations_of_person(session, person)
    steps = step_texts(session, [one.id for one in registrations])
    return tuple(
        Attendance(
            meeting=one.meeting.title,
            starts_at=one.meeting.starts_at,
            organisation=one.organisation.name,
            name=one.name,
            email=one.email,
            language=one.language.value,
            registered_at=one.created_at,
            cancelled_at=one.cancelled_at,
            arrived_at=one.arrived_at,
            has_link=one.link_hash is not None,
            tables=seated.tables_of(session, one),
            wishes=seated.wish_codes(session, one.id),
            said=words_of(session, one.id),
            opinion=opinion_of(session, one),
            steps=steps.get(one.id, ()),
            case=case_texts(session, one),
            named=named_texts(session, one),
        )
        for one in registrations
    )


def _waiting(session: Session, person: Person) -> tuple[WaitingPlace, ...]:
    return tuple(
        WaitingPlace(
            meeting=one.meeting.title,
            starts_at=one.meeting.starts_at,
            organisation=one.organisation.name,
            name=one.name,
            email=one.email,
            language=one.language.value,
            since=one.created_at,
        )
        for one in stored.waiting_places_of(session, person)
    )


def _mails(session: Session, person: Person) -> tuple[Mail, ...]:
    return tuple(
        Mail(
            kind=one.kind.value,
            recipient=one.recipient,
            subject=one.subject,
            state=one.state.value,
            language=one.language.value,
            written_at=one.created_at,
            sent_at=one.sent_at,
        )
        for one in stored.messages_to(session, [person.email])
    )


def _requests(session: Session, person: Person) -> tuple[Asked, ...]:
    return tuple(
        Asked(one.organisation.name, one.name, one.note, one.state.value, one.asked_at, one.decided_at)
        for one in requests_of(session, person.id)
    )


def _invitations(session: Session, person: Person) -> tuple[InvitedTo, ...]:
    return tuple(
        InvitedTo(
            one.organisation.name, one.email, one.role.value, one.created_at, one.expires_at, one.used_at
        )
        for one in invitations_to(session, person.email)
    )


def _unsent(session: Session, person: Person) -> tuple[Unsent, ...]:
    drafts = session.scalars(select(Draft).where(Draft.person_id == person.id).order_by(Draft.id.desc()))
    return tuple(
        Unsent(one.path, tuple(value for _name, value in fields_of(one)), one.expires_at) for one in drafts
    )
