"""What may an organisation do with its profile? Start it, change it step by step, confirm it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from matcher.typical import typical_of
from models.kind import TargetGroup, Theme
from models.organisation import (
    Organisation,
    OrganisationMember,
    OrganisationRole,
    Origin,
    Statement,
)
from models.person import Person
from models.queries.organisations import FoundOrganisation, similar_organisations
from models.region import Municipality
from web.actions.actor import Actor
from web.actions.errors import ActionError, ChangedMeanwhileError
from web.actions.log import record
from web.actions.organisations.profile_steps import ROLE_OF_STEP, Step, fingerprint
from web.actions.organisations.statements import MOST_STATEMENTS, TooManyStatementsError, confirm, withdraw

Choice = TypeVar("Choice", TargetGroup, Theme, Municipality)
STEP_OF_ROLE = {role: step for step, role in ROLE_OF_STEP.items()}


@dataclass(frozen=True, slots=True)
class WhoWeAre:
    """The answers of the step "who we are"; None = not known yet, `size` as in Organisation."""

    name: str
    kind_slug: str | None
    municipality_code: str | None
    website: str = ""
    size: str = ""
    kvk_number: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an organisation reaches and on what, as slugs; and when in their lives, in its own words."""

    groups: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    moments: str = ""


class MayExistAlreadyError(ActionError):
    """An organisation with nearly this name is known; start another one only knowingly."""

    code = "may_exist_already"

    def __init__(self, similar: tuple[FoundOrganisation, ...]) -> None:
        super().__init__(
            f"{len(similar)} organisations have nearly this name; pass knowingly=True to add one"
        )
        self.similar = similar


def create_organisation(
    session: Session,
    name: str,
    municipality_code: str | None,
    *,
    owner: Person | None,
    actor: Actor,
    at: datetime,
    knowingly: bool = False,
    kvk_number: str = "",
    origin: Origin = Origin.ENTERED,
    source: str = "",
) -> Organisation:
    """The new organisation, with `owner` as its owner and first contact.

    Raises MayExistAlreadyError when a known name or KvK number comes near, unless `knowingly`. `source`: the
    document that an organisation of origin documented stands in.
    """
    similar = () if knowingly else similar_organisations(session, name, kvk_number=kvk_number)
    if similar:
        raise MayExistAlreadyError(similar)
    organisation = Organisation(
        name=name.strip(),
        municipality_code=municipality_code,
        kvk_number=kvk_number,
        origin=origin,
        source=source,
        created_at=at,
        updated_at=at,
    )
    if owner is not None:
        organisation.members.append(_owner(owner))
    session.add(organisation)
    session.flush()
    record(session, actor, "create_organisation", "organisation", organisation.id, at=at)
    return organisation


def open_for_change(session: Session, organisation_id: int, step: Step, *, seen: str) -> Organisation:
    """The organisation, locked until the end of the transaction.

    `seen` is the fingerprint of the step as the form showed it. Raises ChangedMeanwhileError when the step
    holds something else by now.
    """
    organisation = session.get_one(
        Organisation, organisation_id, populate_existing=True, with_for_update={"of": Organisation}
    )
    if fingerprint(organisation, step) != seen:
        raise ChangedMeanwhileError(
            f"step {step} of organisation {organisation_id} was saved by someone else"
        )
    return organisation


def change_who_we_are(
    session: Session, organisation: Organisation, who: WhoWeAre, *, actor: Actor, at: datetime
) -> None:
    """Store name, kind, municipality, website, size and KvK number."""
    organisation.name = who.name.strip()
    organisation.kind_slug = who.kind_slug
    organisation.municipality_code = who.municipality_code
    organisation.website = who.website
    organisation.size = who.size
    organisation.kvk_number = who.kvk_number
    mark_saved(session, organisation, Step.WHO, actor=actor, at=at)


def change_area(
    session: Session, organisation: Organisation, codes: frozenset[str], *, actor: Actor, at: datetime
) -> None:
    """Store the municipalities it works in; codes that are not in the table are an error of the caller."""
    organisation.area = _chosen(session, Municipality, codes)
    mark_saved(session, organisation, Step.WHERE, actor=actor, at=at)


def change_about(
    session: Session, organisation: Organisation, about: str, *, actor: Actor, at: datetime
) -> None:
    """Store what the organisation tells of itself in free words."""
    organisation.about = about.strip()
    mark_saved(session, organisation, Step.ABOUT, actor=actor, at=at)


def replace_statements(
    session: Session,
    organisation: Organisation,
    role: StatementRole,
    texts: Sequence[str],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Make these texts, in this order, the standing offers or needs; blank and repeated ones are left out.

    An unchanged text keeps its row, its id and its state, and counts as confirmed unless it is assumed.
    A new text that is typical of the kind is an assumption, until someone confirms it or changes a word.
    What is no longer there is withdrawn, not deleted.
    Raises TooManyStatementsError.
    """
    wanted = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    if len(wanted) > MOST_STATEMENTS:
        raise TooManyStatementsError(f"{len(wanted)} texts; a profile holds at most {MOST_STATEMENTS}")
    known = {statement.text: statement for statement in organisation.statements_in(role)}
    for text, statement in known.items():
        if text not in wanted:
            withdraw(session, statement, actor=actor, at=at)
    usual = {text for each in typical_of(organisation.kind_slug or "", role) for text in (each.nl, each.en)}
    for position, text in enumerate(wanted):
        if text in known:
            known[text].position = position
        else:
            organisation.statements.append(
                Statement(role=role, text=text, position=position, created_at=at, assumed=text in usual)
            )
    own = [known[text] for text in wanted if text in known and not known[text].assumed]
    confirm(session, own, actor=actor, at=at)
    mark_saved(session, organisation, STEP_OF_ROLE[role], actor=actor, at=at)
    session.expire(organisation, ["statements"])


def change_reach(
    session: Session, organisation: Organisation, reach: Reach, *, actor: Actor, at: datetime
) -> None:
    """Store target groups, themes and moments; unknown slugs are an error of the caller."""
    organisation.groups = _chosen(session, TargetGroup, reach.groups)
    organisation.themes = _chosen(session, Theme, reach.themes)
    organisation.moments = reach.moments.strip()
    mark_saved(session, organisation, Step.REACH, actor=actor, at=at)


def confirm_profile(session: Session, organisation: Organisation, *, actor: Actor, at: datetime) -> None:
    """Remember that the organisation checked its answers now: offers and needs, what an organiser told."""
    organisation.confirmed_at = at
    organisation.organiser_steps = ""
    standing = [one for role in StatementRole for one in organisation.statements_in(role)]
    confirm(session, standing, actor=actor, at=at)
    record(session, actor, "confirm_profile", "organisation", organisation.id, at=at)


def mark_saved(
    session: Session, organisation: Organisation, step: Step, *, actor: Actor, at: datetime
) -> None:
    """Note that this step was saved, by whom and when, and send the change to the database.

    Once a member saves it, a step is no longer the organiser's word.
    """
    if organisation.id in actor.edits:
        left = [word for word in organisation.organiser_steps.split() if word != step.value]
        organisation.organiser_steps = " ".join(left)
    words = [*organisation.done_steps.split(), step.value]
    organisation.done_steps = " ".join(dict.fromkeys(words))
    organisation.updated_at = at
    session.flush()
    record(session, actor, "change_profile", "organisation", organisation.id, at=at, detail=step.value)


def _owner(person: Person) -> OrganisationMember:
    # Nobody has agreed yet that partners see these data: the audiences begin with organisers only.
    return OrganisationMember(
        person=person, role=OrganisationRole.OWNER, name=person.name, phone=person.phone
    )


def _chosen(session: Session, table: type[Choice], keys: frozenset[str]) -> list[Choice]:
    return [session.get_one(table, key) for key in sorted(keys)]
