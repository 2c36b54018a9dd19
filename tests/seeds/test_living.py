"""The example has offers and needs in every state, and says of no one why they would rather not meet."""

from datetime import date

from sqlalchemy import select

from models.organisation import Statement, StatementState
from models.relation import Collaboration, NotWith
from seeds.stages import Example, Stage, build
from tests.fakes import FakeEmbedder

EXAMPLE = Example(seed=7, today=date(2026, 11, 24), embedder=FakeEmbedder(), base_url="http://localhost")


def test_example_is_alive(session):
    build(session, Stage.PROFILES, EXAMPLE, report=lambda *_: None)

    assert set(session.scalars(select(Statement.state))) == set(StatementState)
    assert set(session.scalars(select(Collaboration.shared))) == {True, False}
    assert session.scalars(select(NotWith)).all() == []
