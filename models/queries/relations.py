"""With whom does an organisation say that it works already, or would rather not be matched?"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from models.organisation import Organisation
from models.relation import Collaboration, NotWith


def kept_apart(session: Session, organisation_id: int) -> Sequence[NotWith]:
    """With whom this organisation does not want to be matched, by name. For its own members only."""
    return session.scalars(
        select(NotWith)
        .join(NotWith.other)
        .where(NotWith.organisation_id == organisation_id)
        .order_by(func.lower(Organisation.name), Organisation.id)
        .options(joinedload(NotWith.other))
    ).all()


def working_with(session: Session, organisation_id: int, *, shared_only: bool) -> Sequence[Collaboration]:
    """With whom this organisation works already, by name; `shared_only`: as others may read it."""
    found = (
        select(Collaboration)
        .join(Collaboration.other)
        .where(Collaboration.organisation_id == organisation_id)
        .order_by(func.lower(Organisation.name), Organisation.id)
        .options(joinedload(Collaboration.other))
    )
    if shared_only:
        found = found.where(Collaboration.shared.is_(True))
    return session.scalars(found).all()
