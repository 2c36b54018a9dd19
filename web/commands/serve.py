"""How is the site run for real? Web processes and a job process, under one parent that ends them all."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click
from sqlalchemy.engine import make_url
from structlog import get_logger

from models.database import create_engine
from models.facts import load_facts
from models.migrate import upgrade
from web.database import make_session_factory
from web.logs import init_logs
from web.settings import Settings, SettingsRefused, read_settings

log = get_logger(__name__)

Process = subprocess.Popen[bytes]
JOB_PROCESS = ["web.commands.work"]
PATIENCE = 4.0  # seconds that a process gets to end by itself
GLANCE = 0.1  # seconds between two looks at the processes
PAUSE_BEFORE_RESTART = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Size:
    """How many web processes, each with how many threads."""

    workers: int = 2
    threads: int = 8


def serve(
    settings: Settings,
    *,
    port: int,
    host: str = "127.0.0.1",
    size: Size = Size(),
    when_ready: Callable[[], None] = lambda: None,
) -> int:
    """Run the site until SIGTERM, SIGINT or SIGHUP; gives back the exit status.

    `when_ready` is called once the site answers. A job process that dies is started again; when the web
    processes die, all ends with status 1. The database must have its tables, see `prepare_database`.
    """
    environment = os.environ | settings.as_environment()
    gunicorn = ["gunicorn", *_gunicorn_options(host, port, size), "web.app:create_app()"]
    running: dict[str, Process] = {}
    _end_by_signals()
    try:
        web = running["web"] = _start(gunicorn, environment)
        _wait_for_port(host, port, web)
        running["jobs"] = _start(JOB_PROCESS, environment)
        if web.poll() is None:
            when_ready()
        while web.poll() is None:
            if running["jobs"].poll() is not None:
                log.error("job_process_ended", status=running["jobs"].returncode)
                time.sleep(PAUSE_BEFORE_RESTART)
                running["jobs"] = _start(JOB_PROCESS, environment)
            time.sleep(GLANCE)
    finally:
        _end(*running.values())
    return 1


def prepare_database(settings: Settings) -> None:
    """Bring the database to the tables and facts of this version."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(settings.database_url)
    upgrade(engine)
    engine.dispose()
    with make_session_factory(settings)() as session:
        load_facts(session)
        session.commit()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Of each of them.")
def main(host: str, port: int, workers: int, threads: int) -> None:
    """Start the site for real use; settings come from the environment or the file .env."""
    init_logs()
    try:
        settings = read_settings()
        settings.require_controller()
    except SettingsRefused as error:
        raise click.ClickException(str(error)) from None
    prepare_database(settings)
    ready = f"Onverwacht answers on http://{host}:{port} for {settings.base_url}"
    sys.exit(
        serve(
            settings, port=port, host=host, size=Size(workers, threads), when_ready=lambda: click.echo(ready)
        )
    )


def _gunicorn_options(host: str, port: int, size: Size) -> list[str]:
    memory = Path("/dev/shm")  # noqa: S108  # a folder in memory, so that a slow disk kills no worker
    return [
        f"--bind={host}:{port}",
        "--worker-class=gthread",
        f"--workers={size.workers}",
        f"--threads={size.threads}",
        "--keep-alive=75",  # shorter resets the connections of slow readers
        "--graceful-timeout=3",
        "--no-control-socket",
        "--preload",  # settings that are wrong end the parent at once, and the processes share memory
        "--log-level=warning",
        *([f"--worker-tmp-dir={memory}"] if memory.is_dir() else []),
    ]


def _end_by_signals() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)


def _start(module: list[str], environment: dict[str, str]) -> Process:
    return subprocess.Popen([sys.executable, "-m", *module], env=environment)  # noqa: S603  # our own modules


def _end(*processes: Process) -> None:
    """Ask all of them to end, and end those that do not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_port(host: str, port: int, process: Process) -> None:
    """Return when the site answers, or when the process has ended."""
    while process.poll() is None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(GLANCE)


if __name__ == "__main__":
    main()
