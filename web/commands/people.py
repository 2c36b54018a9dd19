"""How does someone become an organiser? By `python -m web.commands.people organiser`, on the server."""

import click

from web.actions.accounts.people import make_organiser
from web.actions.errors import ActionError
from web.clock import now
from web.database import make_session_factory
from web.settings import SettingsRefused, read_settings


@click.group()
def people() -> None:
    """Say who may do what."""


@people.command()
@click.argument("email")
@click.option("--name", required=True, help="The name as partners and colleagues know it.")
@click.option("--region", "regions", required=True, multiple=True, help="Code such as AM06; may be repeated.")
def organiser(email: str, name: str, regions: tuple[str, ...]) -> None:
    """Let the person with this mail address organise the meetings of these regions."""
    try:
        with make_session_factory(read_settings())() as session:
            make_organiser(session, email, name=name, regions=regions, at=now())
            session.commit()
    except (SettingsRefused, ActionError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{name} now organises {', '.join(regions)}.")


if __name__ == "__main__":
    people()
