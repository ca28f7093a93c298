"""Which files can be minutes: told by what is in them, whatever they are called. Nothing of it is carried out."""

import io

from bot.rules.lengths import is_blank

LARGEST_FILE = 5_000_000
NAMES = (".docx", ".pdf", ".txt")
# Documents with programs in them: said by name, so that whoever sends one hears what is wrong with it.
MACRO_NAMES = (".docm", ".dotm")
CONTENT_TYPES = "[Content_Types].xml"
LARGEST_CONTENT_TYPES = 500_000
PRINTABLE_BELOW_SPACE = "\t\n\r\f"


def kind_of_file(name: str, content: bytes) -> tuple[str, str]:
    """(ending, problem) of a file that is to be minutes: '.pdf' and '', or '' and why it cannot be.

    Problems: wrong-type, too-large, empty, macros.
    """
    ending = next((each for each in NAMES if name.lower().endswith(each)), "")
    if not ending:
        return "", "macros" if name.lower().endswith(MACRO_NAMES) else "wrong-type"
    if not content:
        return "", "empty"
    if len(content) > LARGEST_FILE:
        return "", "too-large"
    problem = {".docx": _problem_of_docx, ".pdf": _problem_of_pdf, ".txt": _problem_of_txt}[ending](content)
    return ("", problem) if problem else (ending, "")


def _problem_of_pdf(content: bytes) -> str:
    return "" if content.startswith(b"%PDF-") else "wrong-type"


def _problem_of_docx(content: bytes) -> str:
    # An archive can hang behind anything, a program too: it has to be one from its first byte.
    if not content.startswith(b"PK\x03\x04"):
        return "wrong-type"
    try:
        names, types = _names_and_types(content)
    except Exception:
        # Broken archives make the library fail in many ways. Whatever it was, it is no document that others can open.
        return "wrong-type"
    if not any(each.startswith("word/") for each in names):
        return "wrong-type"
    has_program = any("vbaproject" in each.lower() for each in names) or b"macroenabled" in types.lower()
    return "macros" if has_program else ""


def _names_and_types(content: bytes) -> tuple[list[str], bytes]:
    """The names of what is in a document, and the part that says of which type each is."""
    # Loaded when somebody sends one.
    from zipfile import ZipFile  # noqa: PLC0415

    with ZipFile(io.BytesIO(content)) as archive, archive.open(CONTENT_TYPES) as part:
        return archive.namelist(), part.read(LARGEST_CONTENT_TYPES)


def _problem_of_txt(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "wrong-type"
    if any(letter < " " and letter not in PRINTABLE_BELOW_SPACE for letter in text):
        return "wrong-type"
    return "empty" if is_blank(text) else ""
