"""Trouble on demand: refusals, cut connections, delays, garbled answers, an outage, each for chosen calls."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal, get_args

Kind = Literal["refuse", "drop_before", "drop_after", "delay", "half", "garbage", "odd", "down"]
KINDS: tuple[str, ...] = get_args(Kind)
MEANINGS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """One kind of trouble, the calls it meets (all, if none are named), and how often."""

    id: int
    kind: Kind
    methods: frozenset[str] | None = None
    chat_ids: frozenset[int] | None = None
    probability: float = 1.0
    times: int | None = None
    status: int = 500
    retry_after: int | None = None
    seconds: float = 0.0
    description: str = ""
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    until: float | None = None
    random: Random = field(default_factory=Random)

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Whether it strikes this call; counts a strike."""
        if self.methods is not None and method not in self.methods:
            return False
        if self.chat_ids is not None and chat_id not in self.chat_ids:
            return False
        if self.probability < 1.0 and self.random.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """The faults in force, tried in the order in which they were added."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._faults: list[Fault] = []
        self._last_id = 0
        self.on_down: Callable[[Fault], None] = lambda _: None

    def __bool__(self) -> bool:
        return bool(self._faults)

    def __len__(self) -> int:
        return len(self._faults)

    def add(
        self,
        kind: Kind,
        *,
        methods: Collection[str] | None = None,
        chat_ids: Collection[int] | None = None,
        probability: float = 1.0,
        times: int | None = None,
        seed: int | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        seconds: float = 0.0,
        description: str = "",
        body: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> int:
        """Puts a fault in force and gives its id. ValueError for what makes no sense.

        `odd` answers with this status, body and headers.
        """
        _check(kind, probability, times, seconds)
        self._last_id += 1
        if status is None:
            status = 502 if kind == "down" else 429 if retry_after else 500
        fault = Fault(
            self._last_id,
            kind,
            frozenset(m.lower() for m in methods) if methods else None,
            frozenset(chat_ids) if chat_ids else None,
            probability,
            times,
            status,
            retry_after,
            seconds,
            description or _describe(status, retry_after),
            body,
            headers or {},
            self._monotonic() + seconds if kind == "down" and seconds else None,
            Random(seed),
        )
        self._faults.append(fault)
        if kind == "down":
            self.on_down(fault)
        return fault.id

    def clear(self, fault_id: int | None = None) -> bool:
        """Ends one fault, or all; says whether there was anything to end."""
        before = len(self._faults)
        self._faults = [f for f in self._faults if fault_id is not None and f.id != fault_id]
        return len(self._faults) < before

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that meets this call (method in lower case), if any."""
        now = self._monotonic()
        self._faults = [f for f in self._faults if f.times != 0 and (f.until is None or now < f.until)]
        return next((f for f in self._faults if f.meets(method, chat_id)), None)


def _check(kind: str, probability: float, times: int | None, seconds: float) -> None:
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    if not 0 <= probability <= 1 or seconds < 0 or (times is not None and times < 1):
        raise ValueError("probability is between 0 and 1, seconds and times are above 0")


def _describe(code: int, retry_after: int | None) -> str:
    meaning = MEANINGS.get(code, "Internal Server Error")
    return f"{meaning}: retry after {retry_after}" if retry_after else meaning
