"""How is the job process started? `python -m web.commands.work`; it ends on SIGTERM."""

from datetime import timedelta

import click

from web.actions.jobs import LEASE
from web.database import make_session_factory
from web.jobs.worker import Worker
from web.logs import init_logs
from web.settings import SettingsRefused, read_settings


@click.command()
@click.option(
    "--lease",
    default=LEASE.total_seconds(),
    show_default=True,
    help="Seconds after which the work of a process that died is taken over.",
)
def work(lease: float) -> None:
    """Do the background work of the site: matching, sending mail."""
    init_logs()
    try:
        settings = read_settings()
    except SettingsRefused as error:
        raise click.ClickException(str(error)) from None
    Worker(settings, make_session_factory(settings), lease=timedelta(seconds=lease)).run_forever()


if __name__ == "__main__":
    work()
