"""At which tables do the people of an organisation sit? What their list tells once the plan is published."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.queries.seating import published_plan, tables_of_registrations


@dataclass(frozen=True, slots=True)
class OwnTables:
    """Someone's tables, one for each round; None = no seat in that round."""

    registration_id: int
    name: str
    tables: tuple[int | None, ...]


def tables_of_organisation(
    session: Session, *, meeting_id: int, organisation_id: int
) -> tuple[OwnTables, ...]:
    """The tables of everyone who comes for this organisation, in the published plan; none before that."""
    plan = published_plan(session, meeting_id)
    if plan is None:
        return ()
    found: dict[int, dict[int, int]] = {}
    names: dict[int, str] = {}
    for row in tables_of_registrations(session, plan.id, organisation_id):
        found.setdefault(row.registration_id, {})[row.round] = row.table_number
        names[row.registration_id] = row.registration.name
    rounds = range(1, plan.rounds + 1)
    return tuple(
        OwnTables(id_, names[id_], tuple(tables.get(number) for number in rounds))
        for id_, tables in found.items()
    )
