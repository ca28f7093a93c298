"""What is loaded when somebody first needs it: the bot starts sooner, and does without what nobody uses."""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

from handlers.context import Feature, Flow, Turn


def when_needed(name: str) -> ModuleType:
    """The module of this name, which is loaded when something in it is first looked up."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def later(find: Callable[[], Feature]) -> Feature:
    """A feature that is looked up when it is first used: `later(lambda: module.feature)`."""

    async def feature(turn: Turn) -> None:
        await find()(turn)

    return feature


class Flows(Mapping[str, Flow]):
    """The flows by name, each put together when somebody first comes to it."""

    def __init__(self, makers: Mapping[str, Callable[[], Flow]]) -> None:
        self._makers = makers
        self._made: dict[str, Flow] = {}

    def __getitem__(self, name: str) -> Flow:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
