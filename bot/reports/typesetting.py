"""Turns values into pictures and pages through the templates beside this file.

People's words reach a template as JSON in `sys.inputs` and are shown as they are; no template is put together
from them. Only the fonts of this folder are used, so the same values give the same bytes on every machine.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.reports.cleaning import drawable

if TYPE_CHECKING:
    import typst

Values = Mapping[str, object]

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_FONTS = _HERE / "fonts"

# The templates' pages are 360 pt wide, a phone's width: this makes them 1080 pixels.
_PIXELS_PER_INCH = 216


def picture(template: str, values: Values) -> bytes:
    """Draws a one-page template as a PNG, 1080 pixels wide."""
    return _compile(template, values, "png")


def accessible_pages(template: str, values: Values, drawings: Sequence[str] = ()) -> bytes:
    """Sets a template as a tagged PDF that keeps to PDF/UA-1; `drawings` are SVG made by this room."""
    return _compile(template, values, "pdf", drawings)


def _compile(template: str, values: Values, form: Literal["png", "pdf"], drawings: Sequence[str] = ()) -> bytes:
    import typst  # noqa: PLC0415

    compiler = typst.Compiler(
        input=_TEMPLATES / template,
        root=_TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"values": json.dumps(_drawable(values)), "drawings": json.dumps(list(drawings))},
    )
    standards: list[typst.PDFStandard] = ["ua-1"] if form == "pdf" else []
    made = compiler.compile(format=form, ppi=_PIXELS_PER_INCH, pdf_standards=standards)
    if not isinstance(made, bytes):
        raise TypeError(f"{template} should give one file")
    return made


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return value
