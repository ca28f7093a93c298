"""Start to first poll, and memory: of the real command, over a database that is there already."""

import time

from benchmarks.figures import Aim, Figure
from benchmarks.stage import OURS, Scene, Stage

START_AIM = Aim(1.0)
MEMORY_AIM = Aim(110)
IDLE_SECONDS = 5.0
PAID_PER_SECOND = 1_000
PATIENCE = 30.0
THEIRS = "PTB Updater, defaults"


def start(stage: Stage) -> list[Figure]:
    """Seconds from the start of the process to its first poll, warm: a first start is made and not counted."""
    seconds: dict[str, list[float]] = {OURS: [], THEIRS: []}
    with stage.scene(stage.size(1_000, 300)) as scene:
        for ours in (True, False):
            _start_once(scene, ours=ours)
        for _ in stage.each_round("start"):
            for who, values in seconds.items():
                values.append(_start_once(scene, ours=who == OURS))
    aims = {OURS: START_AIM, THEIRS: None}
    return [Figure("start to first poll", who, tuple(values), "s", aims[who]) for who, values in seconds.items()]


def _start_once(scene: Scene, *, ours: bool) -> float:
    program = scene.start_unwaited(ours=ours, paced=True)
    with program:
        polled: float = scene.telegram.do("polled")
    scene.telegram.do("let_go")
    return polled - program.started


def memory(stage: Stage) -> list[Figure]:
    """Megabytes resident with 10,000 members: idle, and the most during a broadcast to all of them.

    The broadcast goes at the pace of a paid one, so that all of it is seen. Once: it differs by a megabyte at most.
    """
    members = stage.size(10_000, 1_000)
    idle, busy = [], []
    for _ in stage.each_round("memory", rounds=1):
        with (
            stage.scene(members, enforced=False) as scene,
            scene.start(ours=True, per_second=PAID_PER_SECOND) as program,
        ):
            time.sleep(IDLE_SECONDS)
            idle.append(program.memory()[0])
            scene.telegram.do("begin_broadcast", members=members)
            arrived = scene.telegram.do("arrived", members=members, patience=PATIENCE)
            busy.append(program.memory()[1])
            if arrived < members:
                raise RuntimeError(f"only {arrived} of {members} have the question")
    what = f"memory, {members:,} members"
    return [
        Figure(f"{what}, idle", OURS, tuple(idle), "MB", MEMORY_AIM),
        Figure(f"{what}, most during a broadcast", OURS, tuple(busy), "MB", MEMORY_AIM),
    ]
