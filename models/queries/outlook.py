"""How many organisations of each kind are near an organisation?"""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.organisation import Organisation
from models.region import RegionMunicipality


def count_kinds_near(session: Session, organisation: Organisation) -> Mapping[str, int]:
    """How many others of each kind, by slug, sit in a region of its municipality; none without a place."""
    home = select(RegionMunicipality.region_code).where(
        RegionMunicipality.municipality_code == organisation.municipality_code
    )
    near = select(RegionMunicipality.municipality_code).where(RegionMunicipality.region_code.in_(home))
    rows = session.execute(
        select(Organisation.kind_slug, func.count())
        .where(
            Organisation.kind_slug.is_not(None),
            Organisation.municipality_code.in_(near),
            Organisation.id != organisation.id,
        )
        .group_by(Organisation.kind_slug)
    )
    return {str(kind): number for kind, number in rows}
