"""Invitations on paper: one code as a poster, several as cards to cut out, as accessible PDF with QR codes."""

from dataclasses import dataclass
from io import BytesIO

from bot.reports.typesetting import accessible_pages


@dataclass(frozen=True)
class InvitationCard:
    """One invitation: the code that a person can type, and the link that the QR code holds."""

    code: str
    link: str


@dataclass(frozen=True)
class InvitationSheet:
    """What the sheet says, in the reader's language.

    `how_to` tells what to do with the QR code; `source` is the practice's own note where the invitations go
    ("poster at reception"), printed small; `expires` is a ready phrase, or empty. `language` is a tag such as "en".
    """

    group_name: str
    practice_name: str
    headline: str
    explanation: str
    how_to: str
    source: str
    cards: tuple[InvitationCard, ...]
    expires: str = ""
    language: str = "en"
    right_to_left: bool = False


def invitation_sheet(sheet: InvitationSheet) -> bytes:
    """Sets the sheet on A4 as PDF/UA-1: a poster for one card, else eight cards a page with lines to cut along.

    Raises ValueError if there is no card.
    """
    if not sheet.cards:
        raise ValueError("a sheet of invitations needs a card")
    values = {
        "group_name": sheet.group_name,
        "practice_name": sheet.practice_name,
        "headline": sheet.headline,
        "explanation": sheet.explanation,
        "how_to": sheet.how_to,
        "source": sheet.source,
        "expires": sheet.expires,
        "language": sheet.language.partition("-")[0].lower(),
        "right_to_left": sheet.right_to_left,
        "cards": [
            {"code": card.code, "address": _address(card.link), "alternative": f"{sheet.how_to} {card.link}"}
            for card in sheet.cards
        ],
    }
    return accessible_pages("invitation_sheet.typ", values, drawings=[_qr(card.link) for card in sheet.cards])


def _address(link: str) -> str:
    """The link as people type it."""
    return link.removeprefix("https://").removeprefix("http://")


def _qr(link: str) -> str:
    import segno  # noqa: PLC0415

    drawing = BytesIO()
    code = segno.make_qr(link, error="m")
    code.save(drawing, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False)
    return drawing.getvalue().decode()
