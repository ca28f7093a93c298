"""Files that are minutes, and files that only look like them."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TXT = "Minutes of the meeting.\nWe agreed to open on Saturdays – from June.\n".encode()
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256))
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def archive(**parts: bytes) -> bytes:
    """An archive of these parts: `__` stands for a slash in their names, which end in .xml."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return held.getvalue()


def docx(content_type: str = DOCUMENT, **more: bytes) -> bytes:
    """A Word document."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        types = f'<Types><Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
        file.writestr("[Content_Types].xml", types)
        file.writestr("word/document.xml", "<w:document/>")
        for name, content in more.items():
            file.writestr(f"word/{name}.bin", content)
    return held.getvalue()
