"""Who belongs to an organisation, and as what? Owners change it; the last of them cannot just go."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.organisation import Organisation, OrganisationMember, OrganisationRole
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


class LastOwner(ActionError):
    """Without this owner nobody could decide about the organisation; let someone else become owner first."""

    code = "last_owner"


class NotAMember(ActionError):
    """This person does not belong to the organisation (any more)."""

    code = "not_a_member"


def organisation_for_people(session: Session, organisation_id: int) -> Organisation:
    """The organisation, locked: two owners who step back at one moment must not both succeed."""
    return session.get_one(
        Organisation, organisation_id, populate_existing=True, with_for_update={"of": Organisation}
    )


def change_role(
    session: Session,
    organisation: Organisation,
    person_id: int,
    role: OrganisationRole,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Give this member the role. Raises NotAMember, and LastOwner when no owner would be left."""
    member = member_of(organisation, person_id)
    if role is not OrganisationRole.OWNER:
        _refuse_for_last_owner(organisation, member)
    member.role = role
    session.flush()
    record(session, actor, "changed_role", "organisation", organisation.id, at=at, detail=role)


def remove_member(
    session: Session, organisation: Organisation, person_id: int, *, actor: Actor, at: datetime
) -> None:
    """Take this member's access away; also how someone leaves. Raises NotAMember and LastOwner."""
    member = member_of(organisation, person_id)
    _refuse_for_last_owner(organisation, member)
    organisation.members.remove(member)
    session.flush()
    action = "left" if person_id == actor.person_id else "removed_member"
    record(session, actor, action, "organisation", organisation.id, at=at)


def hand_over(
    session: Session, organisation: Organisation, person_id: int, *, actor: Actor, at: datetime
) -> None:
    """Make this member an owner in the place of the actor, who stays on as editor. Raises NotAMember."""
    heir, giver = member_of(organisation, person_id), member_of(organisation, actor.person_id)
    heir.role = OrganisationRole.OWNER
    if heir is not giver:
        giver.role = OrganisationRole.EDITOR
    session.flush()
    record(session, actor, "handed_over", "organisation", organisation.id, at=at)


def member_of(organisation: Organisation, person_id: int | None) -> OrganisationMember:
    """The membership of this person. Raises NotAMember."""
    for member in organisation.members:
        if member.person_id == person_id:
            return member
    raise NotAMember(f"person {person_id} is not a member of organisation {organisation.id}")


def is_last_owner(organisation: Organisation, member: OrganisationMember) -> bool:
    """Whether this member is the only owner, so that someone else must become owner before they go."""
    owners = [one for one in organisation.members if one.role is OrganisationRole.OWNER]
    return owners == [member]


def _refuse_for_last_owner(organisation: Organisation, member: OrganisationMember) -> None:
    if is_last_owner(organisation, member):
        raise LastOwner(f"person {member.person_id} is the only owner of organisation {organisation.id}")
