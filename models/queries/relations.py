"""With whom does an organisation say that it works already, or would rather not be matched?"""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from matcher.constraints import Pair, pair_of
from models.organisation import Organisation
from models.queries.encounters import load_known
from models.relation import Acquaintance, Collaboration, NotWith


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


def load_acquainted(session: Session, organisation_ids: Collection[int]) -> frozenset[Pair]:
    """Who of these know each other: by a fact, by what they told, or by what was said at meetings."""
    facts = _pairs(session, Acquaintance.first_id, Acquaintance.second_id, organisation_ids)
    working = _pairs(session, Collaboration.organisation_id, Collaboration.other_id, organisation_ids)
    return facts | working | load_known(session, organisation_ids)


def _pairs(
    session: Session,
    one: InstrumentedAttribute[int],
    other: InstrumentedAttribute[int],
    organisation_ids: Collection[int],
) -> frozenset[Pair]:
    rows = session.execute(select(one, other).where(one.in_(organisation_ids), other.in_(organisation_ids)))
    return frozenset(pair_of(first, second) for first, second in rows)
