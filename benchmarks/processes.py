"""Programs that a measurement starts, asks, weighs and ends: each by its own process id."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[1]
STOP_SECONDS = 20.0


class Program:
    """A Python module in a process of its own. What it says on standard error goes to a file in `folder`."""

    def __init__(self, folder: Path, *command: str, pipes: bool = False) -> None:
        self.command = command
        self._log = (folder / f"{command[0]}.log").open("ab")
        pipe = subprocess.PIPE if pipes else subprocess.DEVNULL
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=_environment(),
            stdin=pipe,
            stdout=pipe,
            stderr=self._log,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Ask it to end, and end it where it does not."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        self._log.close()

    def kill(self) -> None:
        """`kill -9`."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(STOP_SECONDS)

    def memory(self) -> tuple[float, float]:
        """Resident memory in MB: now, and at its highest so far."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        sizes = {name: value for name, _, value in (line.partition(":") for line in lines)}
        now, most = (int(sizes[name].split()[0]) / 1000 * 1.024 for name in ("VmRSS", "VmHWM"))
        return now, most


def _environment() -> dict[str, str]:
    """As on a practice's machine: what was compiled once is kept, and the next start is a warm one."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Telegram(Program):
    """The stand-in and the people in front of it. `do` has it do one thing, and waits for what came of it."""

    def __init__(self, folder: Path, *, latency: float = 0.0) -> None:
        super().__init__(folder, "benchmarks.telegram", str(latency), pipes=True)
        self.url: str = self._hear()["url"]

    def do(self, deed: str, **details: Any) -> Any:
        """One command of `benchmarks.telegram.Field`; returns its result."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": deed, **details}) + "\n")
        self.process.stdin.flush()
        return self._hear()["result"]

    def _hear(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the stand-in has ended: see benchmarks.telegram.log")
        heard = json.loads(line)
        if "error" in heard:
            raise RuntimeError(heard["error"])
        return heard


def our_bot(config: Path, *, paced: bool = True) -> Program:
    """The bot as a practice starts it; not `paced`: the same without a limit of its own on what it sends."""
    if paced:
        return Program(config.parent, "bot", "run", "--config", str(config))
    return Program(config.parent, "benchmarks.unpaced", str(config))


def opponent(folder: Path, url: str, *options: str) -> Program:
    """A bot on python-telegram-bot's own ways: see `benchmarks.opponent`."""
    return Program(folder, "benchmarks.opponent", url, *options)
