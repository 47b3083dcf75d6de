"""How often somebody may try: a few times in five minutes, and then not until those are over."""

from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic

WINDOW = 300.0  # seconds
REMEMBERED = 10_000  # of whom the attempts are remembered; beyond that the longest unseen are forgotten


class Attempts:
    """Attempts, each by who makes it, all in memory."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock = most, clock
        self._made: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Seconds until another attempt is allowed: 0 where one is."""
        made = self._made.get(who)
        if not made or len(made) < self._most:
            return 0.0
        return max(0.0, made[0] + WINDOW - self._clock())

    def count(self, who: str) -> None:
        """One more. Counted before it has failed, so that many at once are no way around this."""
        self._made.setdefault(who, deque(maxlen=self._most)).append(self._clock())
        self._made.move_to_end(who)
        while len(self._made) > REMEMBERED:
            self._made.popitem(last=False)

    def take_back(self, who: str) -> None:
        """The last one was no failure."""
        if made := self._made.get(who):
            made.pop()

    def forgive(self, who: str) -> None:
        """Whoever this is has come in: what was tried before is forgotten."""
        self._made.pop(who, None)


def neighbourhood(address: str) -> str:
    """An address as attempts are counted: of IPv6 its network, for a household has a whole one to try from."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))
    return str(ip)
