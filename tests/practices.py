"""What is a shared initiative in tests? Bread of the food bank and the library, which runs."""

from datetime import date

from models.initiative import InitiativePhase
from models.kind import Theme
from tests.builders import a_theme
from tests.initiatives import begun, joined
from web.actions.afterwards.initiative_sharing import share_initiative
from web.actions.afterwards.initiatives import Origin

THEME = "vangnet"


def the_theme(session, slug):
    """This theme, which is made when it is not there yet."""
    return session.get(Theme, slug) or a_theme(session, slug)


def running(town, region="AM06", **told):
    """An initiative that could be shared."""
    initiative = begun(town, Origin(region))
    joined(town, initiative, town.library)
    initiative.phase, initiative.started_on = InitiativePhase.RUNNING, date(2026, 3, 1)
    for name, text in told.items():
        setattr(initiative, name, text)
    town.session.flush()
    return initiative


def shared(town, region="AM06", **told):
    """The same, shared under one theme."""
    the_theme(town.session, THEME)
    initiative = running(town, region, **told)
    at = initiative.created_at
    share_initiative(town.session, initiative, [THEME], [], actor=town.actor, at=at)
    return initiative
