"""How does someone look at a lively example in one command? Build it once, then serve it with three links."""

import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click
from pydantic import SecretStr
from sqlalchemy import exists, select

from models.organisation import Organisation
from web.commands.serve import Size, prepare_database, serve
from web.database import make_session_factory
from web.logs import init_logs
from web.settings import Settings

FOLDER = Path("var")
DATABASE = FOLDER / "demo.sqlite"
SECRET = FOLDER / "demo.secret"
HOST = "127.0.0.1"
FAMILIAR_PORTS = 100


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--stage",
    default="published",
    show_default=True,
    help="How far a new example is built: profiles, registered, proposed, reviewed or published.",
)
@click.option("--fresh", is_flag=True, help="Throw the example away and build a new one.")
def demo(port: int, stage: str, fresh: bool) -> None:
    """Start the site with an invented region in it, for this machine only."""
    init_logs()
    _require_free(port)
    FOLDER.mkdir(exist_ok=True)
    if fresh:
        for file in FOLDER.glob(f"{DATABASE.name}*"):  # the write-ahead log lies beside it
            file.unlink()
    settings = demo_settings(port)
    prepare_database(settings)
    if not _is_filled(settings):
        _build(settings, stage)
    sys.exit(serve(settings, port=port, host=HOST, size=Size(workers=1), when_ready=links(settings)))


def demo_settings(port: int) -> Settings:
    """The settings of the demo, whatever the environment says: no mail ever leaves it."""
    return Settings(
        database_url=f"sqlite:///{DATABASE.resolve()}",
        secret_key=SecretStr(_secret()),
        base_url=f"http://localhost:{port}",
        mail_host="",
        demo=True,
        trusted_proxies=0,
        embedder="shipped",
    )


def links(settings: Settings) -> Callable[[], None]:
    """What prints the addresses to begin with."""
    lines = (
        "",
        "Onverwacht is ready. Open one of these; each signs you in as an invented person:",
        "",
        f"  Organiser     {settings.base_url}/demo/organisator",
        f"  Organisation  {settings.base_url}/demo/organisatie",
        f"  Attendee      {settings.base_url}/demo/deelnemer",
        "",
        f"All mail that the site writes lies in the mailbox: {settings.base_url}/postvak",
        "Stop with Ctrl-C.",
    )
    return lambda: click.echo("\n".join(lines))


def _require_free(port: int) -> None:
    if _is_free(port):
        return
    other = next(
        (each for each in range(port + 1, min(port + FAMILIAR_PORTS, 65536)) if _is_free(each)), None
    )
    advice = f"Choose another one: ./run demo --port {other}" if other else "Choose another one with --port."
    raise click.ClickException(f"Port {port} is taken by another programme. {advice}")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just let go is free
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _secret() -> str:
    """The key that signs cookies: made once, so that a restart signs nobody out."""
    if not SECRET.exists():
        SECRET.touch(mode=0o600)
        SECRET.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return SECRET.read_text(encoding="ascii")


def _is_filled(settings: Settings) -> bool:
    with make_session_factory(settings)() as session:
        return bool(session.scalar(select(exists().where(Organisation.id.is_not(None)))))


def _build(settings: Settings, stage: str) -> None:
    """Build the example in a process of its own, whose learning libraries leave the memory with it."""
    addresses = ["--database-url", settings.database_url, "--base-url", settings.base_url]
    with subprocess.Popen([sys.executable, "-m", "seeds", "--stage", stage, *addresses]) as builder:  # noqa: S603  # our own module
        signal.signal(signal.SIGTERM, _end_with(builder))
        status = builder.wait()
    if status:
        sys.exit(status)


def _end_with(process: subprocess.Popen[bytes]) -> Callable[[int, FrameType | None], NoReturn]:
    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        process.terminate()
        raise SystemExit(0)

    return end


if __name__ == "__main__":
    demo()
