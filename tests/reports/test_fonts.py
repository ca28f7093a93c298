"""The fonts that are shipped: each is used, under a licence that is shipped with them, and small enough."""

import re
from pathlib import Path

import typst

import bot.reports

ROOM = Path(bot.reports.__file__).parent
FONTS = ROOM / "fonts"


def test_the_templates_name_every_family_and_the_boxes_last() -> None:
    common = (ROOM / "templates" / "common.typ").read_text(encoding="utf-8")
    [listed] = re.findall(r"#let families = \((.*?)\)", common, flags=re.DOTALL)
    named = re.findall(r'"(.+?)"', listed)
    shipped = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]).families()
    assert sorted(named) == sorted(shipped)
    assert named[-1] == "Patient Group Box"


def test_the_licence_is_beside_the_fonts_and_they_stay_small() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < 5_000_000
