"""The catalogue and the source fit: every key that is asked for is there, with its arguments, and none is idle."""

import ast

import pytest

from bot import errors
from tests.handlers import catalogue

KEYS = catalogue.keys()
ASKED = catalogue.asked()
# These are handed their keys: from the refusals and the flows below, and in /members from a list beside the call.
HANDED = {
    "handlers/gate.py", "handlers/views/joining.py", "handlers/features/asking.py", "handlers/features/rights.py",
    "handlers/features/group.py", "bot/__main__.py",
}  # fmt: skip
REFUSALS = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and hasattr(kind, "key")}


@pytest.mark.parametrize("each", [each for each in ASKED if each.patterns], ids=lambda each: each.where)
def test_what_is_asked_for_is_there_and_gets_exactly_its_arguments(each: catalogue.Asked) -> None:
    for pattern in each.patterns:
        found = [key for key in KEYS if catalogue.fits(key, (pattern,))]
        assert found, f"no key like {pattern}"
        if each.arguments is None:
            continue
        if len(found) == 1 and "+" not in pattern:
            assert KEYS[found[0]] == each.arguments, found[0]
        else:
            # A family: `button-{name}-on` looks like members of others too, which are asked for with more elsewhere.
            assert any(KEYS[key] <= each.arguments for key in found)


def test_keys_come_from_elsewhere_only_where_it_is_known() -> None:
    unclear = {each.where.partition(":")[0] for each in ASKED if not each.patterns}
    assert unclear <= HANDED


def test_every_key_with_arguments_gets_them_somewhere() -> None:
    given = [(each.patterns, each.arguments) for each in ASKED if each.patterns]
    by_refusals = {kind.key for kind in REFUSALS.values()}
    counted = {key for key in KEYS if key.startswith("members-") and KEYS[key] == {"count"}}
    lacking = [
        key
        for key, wanted in KEYS.items()
        if wanted and key not in by_refusals | counted
        if not any(
            arguments is None or wanted <= arguments for patterns, arguments in given if catalogue.fits(key, patterns)
        )
    ]
    assert lacking == []


def test_every_key_is_used_somewhere() -> None:
    named = catalogue.named()
    assert [key for key in KEYS if not catalogue.fits(key, named)] == []


def test_the_answers_of_a_question_are_there_and_take_nothing() -> None:
    pairs = [
        node.elts[0].value
        for _, module in catalogue.sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[0], ast.Constant)
    ]
    keys = [text for text in pairs if isinstance(text, str) and text.startswith("button-")]
    assert len(keys) > 10
    assert [key for key in keys if KEYS.get(key) != frozenset()] == []


def test_every_refusal_is_raised_with_what_its_text_needs() -> None:
    raised = [
        (name, node)
        for name, module in catalogue.sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS
    ]
    assert len(raised) > 10
    for name, call in raised:
        assert isinstance(call.func, ast.Name)
        wanted = KEYS[REFUSALS[call.func.id].key]
        assert {keyword.arg for keyword in call.keywords} == wanted, f"{name}:{call.lineno}"


def test_the_words_are_plain() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in catalogue.LOCALE.glob("*.ftl"))
    words = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in words if "!" in line] == []
