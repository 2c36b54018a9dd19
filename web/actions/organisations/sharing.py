"""Who may open the page of an organisation? It chooses itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.organisation import Organisation
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


class NotToBePublicError(ActionError):
    """The page of one person who speaks from experience is never public."""

    code = "not_to_be_public"


def choose_openness(
    session: Session, organisation: Organisation, *, is_public: bool, actor: Actor, at: datetime
) -> None:
    """Open the page to whoever has the link, or close it again. Raises NotToBePublicError."""
    if is_public and organisation.experience is not None:
        raise NotToBePublicError(f"organisation {organisation.id} is one person; its page stays inside")
    if organisation.is_public is not is_public:
        organisation.is_public = is_public
        action = "open_page" if is_public else "close_page"
        record(session, actor, action, "organisation", organisation.id, at=at)
