"""The evidence pack: a year of a patient group for whoever inspects the practice, as accessible PDF."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.reports.typesetting import accessible_pages


@dataclass(frozen=True)
class Band:
    """One band beside the list: its name, its shares in per cent (None: nothing is drawn), and its cells.

    These stand under the last columns of the chapter's heads, in words.
    """

    label: str
    of_list: int | None
    share: int | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A part of the report: paragraphs, rows of a name and what stands beside it, bands with bars, and small notes.

    `heads` name the columns of the bands: the band, its bars (the list's and the group's, two names), and each cell.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """What both sides sign: everything in the report but the signatures themselves."""

    title: str
    practice: str
    period: str
    chapters: tuple[Chapter, ...]
    language: str
    right_to_left: bool


def pack_to_text(pack: Pack) -> str:
    """The pack as text that can be kept and compared: the same pack gives the same text."""
    return json.dumps(asdict(pack), ensure_ascii=False, sort_keys=True)


def pack_from_text(text: str) -> Pack:
    """The pack that `pack_to_text` made this text of."""
    data = json.loads(text)
    return Pack(**{**data, "chapters": tuple(_chapter(each) for each in data["chapters"])})


def evidence_pdf(pack: Pack, signatures_title: str, signatures: tuple[str, ...]) -> bytes:
    """Sets the pack on A4 as PDF/UA-1, and under it a line for each signature."""
    values = {
        **asdict(pack),
        "language": pack.language.partition("-")[0].lower(),
        "signatures_title": signatures_title,
        "signatures": signatures,
    }
    return accessible_pages("evidence.typ", values)


def _chapter(data: Mapping[str, Any]) -> Chapter:
    return Chapter(
        data["title"],
        tuple(data["paragraphs"]),
        tuple((name, words) for name, words in data["rows"]),
        tuple(data["heads"]),
        tuple(Band(**{**each, "cells": tuple(each["cells"])}) for each in data["bands"]),
        tuple(data["notes"]),
    )
