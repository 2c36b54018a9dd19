"""How does a visitor of the demo look around at once? Three addresses that sign in as an invented person."""

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue

from models.queries.publications import meeting_under_review
from web.actions.accounts.demo import (
    ATTENDEE_EMAIL,
    MEMBER_EMAIL,
    ORGANISER_EMAIL,
    enter_as_attendee,
    enter_as_person,
)
from web.actions.accounts.sign_in import end_session
from web.actions.permissions import demo_only
from web.clock import now
from web.database import get_session
from web.i18n import language
from web.security import allow, remember_person, remember_registration

blueprint = Blueprint("demo", __name__, url_prefix="/demo")


@blueprint.get("/organisator")
@allow(demo_only)
def organiser() -> ResponseReturnValue:
    """Sign in as the organiser of the example's two regions, at the desk where proposals wait."""
    _enter_as(ORGANISER_EMAIL)
    meeting_id = meeting_under_review(get_session())
    if meeting_id is None:
        return redirect(url_for("public.start"))
    return redirect(url_for("review.desk", meeting_id=meeting_id))


@blueprint.get("/organisatie")
@allow(demo_only)
def member() -> ResponseReturnValue:
    """Sign in as someone of an organisation that comes to both meetings."""
    _enter_as(MEMBER_EMAIL)
    return redirect(url_for("public.start"))


@blueprint.get("/deelnemer")
@allow(demo_only)
def attendee() -> ResponseReturnValue:
    """Look at the published list of one attendee, and be nobody else."""
    database = get_session(writes=True)
    end_session(database, *_own_keys())
    _, key = enter_as_attendee(database, ATTENDEE_EMAIL, at=now())
    database.commit()
    session.clear()
    remember_registration(key)
    return redirect(url_for("attendee.own_list"))


def _enter_as(email: str) -> None:
    database = get_session(writes=True)
    end_session(database, *_own_keys())
    key = enter_as_person(database, email, language=language(), at=now())
    database.commit()
    session.clear()
    remember_person(key)


def _own_keys() -> tuple[str, str]:
    """The keys of whatever this browser is signed in as; unknown ones are empty."""
    return session.get("person", ""), session.get("list", "")
