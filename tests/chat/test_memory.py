"""The memory of a process of many threads."""

import subprocess
import sys

import pytest

from settings import ROOT

# sixteen threads, each of which holds a little of much that it gave back
USED = """
import re, threading
from chat.memory import limit_arenas
{first}
go_on, done = threading.Event(), threading.Barrier(17)

def work():
    kept = [bytes(50_000) for _ in range(40)][::20]
    done.wait()
    go_on.wait()
    del kept

threads = [threading.Thread(target=work) for _ in range(16)]
for thread in threads:
    thread.start()
done.wait()
lines = open("/proc/self/maps").read().splitlines()
sizes = [int(b, 16) - int(a, 16) for a, b in (re.match("([0-9a-f]+)-([0-9a-f]+)", line).groups() for line in lines)]
print(sum("rw-p 00000000 00:00 0" in line and size < 1 << 26 for line, size in zip(lines, sizes)))
go_on.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone has such pools")
def test_threads_share_pools() -> None:
    def mapped(first: str) -> int:
        command = [sys.executable, "-c", USED.format(first=first)]
        return int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)

    assert mapped("limit_arenas()") < mapped("") - 8
