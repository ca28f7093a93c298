"""The files of rules: what a practice's own file adds and switches off, and what is said of one that
cannot be used.
"""

from pathlib import Path

import pytest

from bot.rules.regions import REGIONS
from bot.rules.safety.looking import look
from bot.safeguards import FALLBACK, SHIPPED, WEIGHTS, SafeguardsError, load


def written(folder: Path, text: str) -> Path:
    # A file is read once: what is in it later is another file here.
    path = folder / f"own-{len([*folder.iterdir()])}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def found(folder: Path, own: str, text: str) -> dict[str, tuple[str, ...]]:
    """The concerns in a text with a practice's own file, and the entries that found each."""
    looked = look(text, load("en", written(folder, own)), (), REGIONS["england"])
    return {str(finding.concern): finding.because for finding in looked.findings}


def problems(folder: Path, own: str) -> list[str]:
    with pytest.raises(SafeguardsError) as error:
        load("en", written(folder, own))
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_a_practice_adds_entries_lists_and_words(tmp_path: Path) -> None:
    own = """
    [lists]
    bell = ["red/blue bell"]
    [words.misspelt]
    bel = "bell"
    [[emergency]]
    name = "the-bell"
    any = ["pulled/rang the {bell}"]
    """
    assert found(tmp_path, own, "dad pulled the red bel") == {"emergency": ("the-bell",)}


def test_a_practice_adds_to_a_shipped_list(tmp_path: Path) -> None:
    assert "emergency" in found(tmp_path, '[lists]\nbreathe = ["puff"]', "I cannot puff")


def test_a_practice_switches_an_entry_off(tmp_path: Path) -> None:
    text = "she is fitting"
    assert "fit" in found(tmp_path, "", text)["emergency"]
    own = 'off = ["fit", "other-words"]'
    assert "emergency" not in found(tmp_path, own, text)


def test_a_practice_puts_its_own_entry_in_the_place_of_one(tmp_path: Path) -> None:
    own = 'off = ["fit", "other-words"]\n[[emergency]]\nname = "fit"\nany = ["grand mal"]'
    assert found(tmp_path, own, "she has a grand mal") == {"emergency": ("fit",)}


def test_a_practice_adds_an_aside_and_an_exception(tmp_path: Path) -> None:
    text = "pantomime: the wolf is choking"
    assert "emergency" in found(tmp_path, "", text)
    own = '[[aside]]\nname = "panto"\nof = ["emergency"]\nany = ["pantomime"]\n'
    assert "choking" not in found(tmp_path, own, text).get("emergency", ())


def test_a_practice_says_what_words_weigh(tmp_path: Path) -> None:
    text = "wobbleboard"
    assert not found(tmp_path, "", text)
    assert found(tmp_path, "[weights.complaint]\nwobbleboard = 9.5", text) == {"complaint": ("other-words",)}


def test_needs_and_across(tmp_path: Path) -> None:
    own = """
    [[complaint]]
    name = "tea"
    together = ["kettle", ["teapot", "mug"], "saucer"]
    needs = 2
    across = true
    """
    assert "tea" in found(tmp_path, own, "The kettle. The mug!").get("complaint", ())
    assert "tea" not in found(tmp_path, own, "The kettle. The kettle!").get("complaint", ())
    apart = own.replace("across = true", "")
    assert "tea" not in found(tmp_path, apart, "The kettle. The mug!").get("complaint", ())


def test_everything_wrong_in_a_file_is_named_at_once(tmp_path: Path) -> None:
    own = """
    off = ["no-such-entry"]
    [lists]
    things = ["ok", "//"]
    [words]
    fillers = ["two words"]
    [names]
    staff_before = ["{nobody}"]
    [[emergency]]
    name = "choking"
    any = ["fine", "... edge"]
    [[self-harm]]
    name = "own"
    together = ["(open", ["a", "*"]]
    """
    path = tmp_path / "own-0.toml"
    assert sorted(problems(tmp_path, own)) == sorted(
        [
            f'{path}: [lists]: things: "//": there is no word in it',
            f'{path}: [words]: fillers: "two words": one word is needed here, and no more',
            f'{path}: [names]: staff_before: "{{nobody}}": there is no list nobody',
            f'{path}: [[emergency]] 1 (choking): any: "... edge": ... stands between words, not at the edge',
            f'{path}: [[self-harm]] 1 (own): together: "(open": ( has no partner',
            f'{path}: [[self-harm]] 1 (own): together: "*": * is no word',
            f"{path}: off: there is no shipped entry no-such-entry",
            f"{path}: [[emergency]] 1 (choking): name: there is another entry of this name",
        ]
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("surprise = 1", "surprise: no such key"),
        ('[[emergency]]\nany = ["a"]', "[[emergency]] 1: name: missing"),
        ('[[emergency]]\nname = "x"', "[[emergency]] 1 (x): needs any = [phrases], or together = [two or more]"),
        ('[[emergency]]\nname = "x"\nany = ["a"]\nwhy = 1', "[[emergency]] 1 (x): why: no such key"),
        ('[[aside]]\nname = "x"\nany = ["a"]', "[[aside]] 1 (x): of: missing"),
        ("[words]\nnames = []", "[words]: names: no such key"),
        ("emergency = 1", "emergency: "),
        ('[[clinical]]\nname = "x"\ntogether = ["a", "b"]\nneeds = 3', "needs more parts than together has"),
    ],
)
def test_what_is_out_of_place_is_named(tmp_path: Path, own: str, said: str) -> None:
    (problem,) = problems(tmp_path, own)
    assert problem.startswith(str(tmp_path / "own-0.toml"))
    assert said in problem


def test_a_file_that_is_no_toml_or_not_there_is_named(tmp_path: Path) -> None:
    assert "not readable as TOML" in problems(tmp_path, "any = [")[0]
    with pytest.raises(SafeguardsError, match="cannot be read"):
        load("en", tmp_path / "nothing.toml")


def test_rules_are_made_once() -> None:
    assert load("en") is load("en")


@pytest.mark.parametrize("language", ["en-GB", "pl", "../en"])
def test_a_language_without_rules_has_the_english_ones(language: str) -> None:
    assert len(load(language).signs) == len(load("en").signs)


@pytest.mark.parametrize("folder", [each.name for each in SHIPPED.iterdir() if each.is_dir() and each.name[0] != "_"])
def test_a_shipped_language_can_be_read_and_names_each_thing_once(folder: str) -> None:
    """Shipped files are not looked at word by word when the program starts. So they are here."""
    names: list[str] = []
    for file in sorted((SHIPPED / folder).glob("*.toml")):
        if file.name != WEIGHTS:
            text = file.read_text(encoding="utf-8")
            names += [line.partition('"')[2].rstrip('"') for line in text.splitlines() if line.startswith("name = ")]
    assert len(set(names)) == len(names)
    rules = load(folder)
    assert {sign.sought.name for sign in rules.signs} <= set(names)
    assert rules.weights or folder != FALLBACK
