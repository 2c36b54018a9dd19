"""Which initiatives grew in the example region? Begun, agreed and counted as on the site."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.initiative import InitiativePhase, InitiativeResult, PartnerRole
from models.organisation import Organisation
from models.queries.initiatives import initiative_with_all
from models.step import Step
from seeds.reading import SeedError, read_rows
from web.actions.actor import SERVICE
from web.actions.afterwards.initiative_partners import answer_partner, ask_partner
from web.actions.afterwards.initiative_results import add_agreement, add_result, tick_agreement
from web.actions.afterwards.initiative_sharing import share_initiative
from web.actions.afterwards.initiatives import InitiativeDraft, Origin, begin_initiative, change_initiative


def add_initiatives(
    session: Session, organisations: Mapping[str, Organisation], *, today: date, at: datetime
) -> None:
    """The initiatives of the data, with their partners, agreements and results; some shared with everyone."""
    for row in read_rows("initiatives.toml", "initiative"):
        _add(session, row, organisations, today=today, at=at)


def _add(
    session: Session,
    row: Mapping[str, Any],
    organisations: Mapping[str, Organisation],
    *,
    today: date,
    at: datetime,
) -> None:
    begun = at - timedelta(days=100)
    draft = InitiativeDraft(
        name=row["name"],
        goal=row["goal"],
        chances=row["chances"],
        pitfalls=row["pitfalls"],
        first_actions=row["first_actions"],
        phase=InitiativePhase(row["phase"]),
        started_on=_day(row, "started", today),
        ended_on=_day(row, "ended", today),
        ended_why=row.get("ended_why", ""),
    )
    origin = Origin(row["region"], step_id=_step(session, row))
    begun_one = begin_initiative(session, draft, origin, coordinator_id=None, actor=SERVICE, at=begun)
    initiative = initiative_with_all(session, begun_one.id) or begun_one
    for told in row["partners"]:
        number = organisations[told["organisation"]].id
        leads = told["role"] == "coordinator"
        role = PartnerRole.CORE_GROUP if leads else PartnerRole(told["role"])
        ask_partner(session, initiative, number, role, leads=leads, actor=SERVICE, at=begun)
        if told["confirmed"]:
            answer_partner(session, initiative, number, yes=True, actor=SERVICE, at=begun)
    change_initiative(session, initiative, draft, actor=SERVICE, at=at)
    for told in row["agreements"]:
        due = today + timedelta(days=told["due"])
        agreement = add_agreement(session, initiative, told["text"], due, actor=SERVICE, at=begun)
        if told["done"]:
            tick_agreement(session, agreement, done=True, actor=SERVICE, at=at)
    for told in row["results"]:
        measured_on = today + timedelta(days=told["on"])
        result = InitiativeResult(
            number=told["number"], what=told["what"], measured_on=measured_on, evidence=told["evidence"]
        )
        add_result(session, initiative, result, actor=SERVICE, at=at)
    if "shared" in row:
        told = row["shared"]
        share_initiative(session, initiative, told["themes"], told["groups"], actor=SERVICE, at=at)


def _day(row: Mapping[str, Any], name: str, today: date) -> date | None:
    return today + timedelta(days=row[name]) if name in row else None


def _step(session: Session, row: Mapping[str, Any]) -> int | None:
    """The step that it grew out of."""
    if "step" not in row:
        return None
    found = session.scalars(select(Step.id).where(Step.text == row["step"])).one_or_none()
    if found is None:
        raise SeedError(f"initiatives.toml: there is no step {row['step']!r}")
    return found
