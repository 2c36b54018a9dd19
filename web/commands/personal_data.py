"""How are personal data cleaned up or erased by hand? By `python -m web.commands.personal_data`."""

from dataclasses import asdict

import click
from sqlalchemy import select

from models.person import Person
from web.actions.accounts.erasure import erase as erase_person
from web.actions.accounts.people import tidy_email
from web.actions.accounts.retention import clean, periods_of
from web.clock import now
from web.database import make_session_factory, writing_session
from web.settings import Settings, SettingsRefused, read_settings


@click.group()
def personal_data() -> None:
    """Look after what is known of people."""


@personal_data.command("clean-up")
@click.option("--dry-run", is_flag=True, help="Only count what would be removed.")
def clean_up(*, dry_run: bool) -> None:
    """Remove now what is kept too long; the site does so every day by itself."""
    settings = _settings()
    with writing_session(make_session_factory(settings)) as session:
        cleaned = clean(session, periods_of(settings), at=now())
        if not dry_run:
            session.commit()
    for name, count in asdict(cleaned).items():
        click.echo(f"{count:6}  {name.replace('_', ' ')}")


@personal_data.command()
@click.argument("who")
def erase(who: str) -> None:
    """Erase the person with the mail address or the number WHO, as they can themselves on the site."""
    with writing_session(make_session_factory(_settings())) as session:
        wanted = Person.id == int(who) if who.isdecimal() else Person.email == tidy_email(who)
        person = session.scalar(select(Person).where(wanted, Person.erased_at.is_(None)))
        if person is None:
            raise click.ClickException(
                f"There is no person {who}; give a mail address, or a number of the log."
            )
        number = person.id
        erase_person(session, person, at=now())
        session.commit()
    click.echo(f"Person {number} is erased.")


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsRefused as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    personal_data()
