"""As whom does the demo sign in? Three invented people of the example, by their mail addresses."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.person import Language
from models.queries.publications import published_registration
from models.registration import Registration
from web.actions.accounts.sign_in import issue_link, open_registration_session, open_session
from web.actions.errors import ActionError

ORGANISER_EMAIL = "organiser@example.org"
MEMBER_EMAIL = "sietske.handwijzer@example.org"
ATTENDEE_EMAIL = "bertus.gist@example.org"


class ExampleMissing(ActionError):
    """The example is not built as far as this person needs."""

    code = "example_missing"


def enter_as_person(session: Session, email: str, *, language: Language, at: datetime) -> str:
    """The key of a new session of this person, who signs in with a link as anyone would."""
    token = issue_link(session, email, next_path="", at=at)
    key, _ = open_session(session, token, language=language, at=at)
    return key


def enter_as_attendee(session: Session, email: str, *, at: datetime) -> tuple[Registration, str]:
    """This attendee of a published meeting, and the key of a new session that sees their list.

    Raises ExampleMissing as long as nothing is published for them.
    """
    registration = published_registration(session, email)
    if registration is None:
        raise ExampleMissing("nothing is published for the example's attendee; build the stage published")
    return registration, open_registration_session(session, registration, at=at)
