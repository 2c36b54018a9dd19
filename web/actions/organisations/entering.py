"""How does an organiser enter an organisation that cannot or does not begin by itself?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.organisation import Organisation
from web.actions.actor import Actor
from web.actions.organisations.profile_steps import Step
from web.actions.organisations.profiles import WhoWeAre, change_about, change_who_we_are, create_organisation


@dataclass(frozen=True, slots=True)
class Entered:
    """What the organiser knows of the organisation."""

    who: WhoWeAre
    about: str = ""


def enter_organisation(
    session: Session, told: Entered, *, actor: Actor, at: datetime, knowingly: bool = False
) -> Organisation:
    """The new organisation, which nobody owns yet; what was told is marked as the organiser's words.

    Raises MayExistAlreadyError when a known name or KvK number comes near, unless `knowingly`.
    """
    organisation = create_organisation(
        session,
        told.who.name,
        told.who.municipality_code,
        kvk_number=told.who.kvk_number,
        owner=None,
        actor=actor,
        at=at,
        knowingly=knowingly,
    )
    change_who_we_are(session, organisation, told.who, actor=actor, at=at)
    steps = [Step.WHO]
    if told.about:
        change_about(session, organisation, told.about, actor=actor, at=at)
        steps.append(Step.ABOUT)
    organisation.organiser_steps = " ".join(steps)
    session.flush()
    return organisation
