"""Which initiatives did their editors put among the good practices?"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.initiative import Initiative, InitiativePartner
from models.organisation import Organisation
from models.shared_initiative import SharedInitiative


def shared_initiatives(session: Session) -> Sequence[SharedInitiative]:
    """All of them with what is told of them and who takes part, the newest first."""
    partners = selectinload(Initiative.partners).joinedload(InitiativePartner.organisation)
    return session.scalars(
        select(SharedInitiative)
        .order_by(SharedInitiative.shared_at.desc(), SharedInitiative.initiative_id)
        .options(
            joinedload(SharedInitiative.initiative, innerjoin=True).options(
                joinedload(Initiative.region),
                partners.joinedload(Organisation.experience),
                selectinload(Initiative.results),
            ),
            selectinload(SharedInitiative.themes),
            selectinload(SharedInitiative.groups),
        )
    ).all()
