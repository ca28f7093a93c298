"""The map is true: each rule names a test that proves it, and that test is there."""

import ast
import re
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
RULES = 12
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[tuple[str, str]]:
    """(rule, tests) of the table of rules."""
    whole = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = whole.split("## Rules, and the test that proves each", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")]
    return [(rule.strip(), tests) for rule, tests in lines[1:]]


def _names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_rule_is_in_the_table() -> None:
    numbers = [rule.split(".")[0] for rule, _ in rows() if rule[0].isdigit()]
    assert numbers == [str(number) for number in range(1, RULES + 1)]


def test_each_rule_names_tests_that_are_there() -> None:
    missing = []
    for rule, tests in rows():
        named = NAMED.findall(tests)
        if not named:
            missing.append(f"{rule}: names no test")
        for file, name in named:
            path = CHECKOUT / file
            if not path.is_file() or name not in _names_in(path):
                missing.append(f"{rule}: {file}::{name}")
    assert missing == []
