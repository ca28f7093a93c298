"""The languages of columns: `Polski (pl)`, a bare `pl`, or a name by which a language is known."""

import re

from babel import Locale

CODE = re.compile(r"\s*\((?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\Z")
BARE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
COUNTRY = re.compile(r"[A-Z]{2}\Z")
# Names beside the English ones that Babel has: what people call their own language, and what others call it as well.
ALSO_KNOWN_AS = {
    "bengali": "bn", "cymraeg": "cy", "deutsch": "de", "español": "es", "farsi": "fa", "français": "fr",
    "gaeilge": "ga", "gagana samoa": "sm", "gagana sāmoa": "sm", "gàidhlig": "gd", "italiano": "it",
    "lea faka-tonga": "to", "lietuvių": "lt", "magyar": "hu", "mandarin": "zh", "maori": "mi", "panjabi": "pa",
    "polski": "pl", "português": "pt", "română": "ro", "slovenčina": "sk", "soomaali": "so", "te reo maori": "mi",
    "te reo māori": "mi", "türkçe": "tr", "български": "bg", "русский": "ru", "українська": "uk", "ਪੰਜਾਬੀ": "pa",
    "اردو": "ur", "العربية": "ar", "فارسی": "fa", "हिन्दी": "hi", "বাংলা": "bn", "ગુજરાતી": "gu", "தமிழ்": "ta",
    "中文": "zh",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """The code of the language that a text names; None where it names none that is known."""
    text = text.strip()
    if (found := CODE.search(text)) is None:
        return text.lower() if BARE_CODE.match(text) else _by_name(text)
    # In `English (UK)` it is a country, and not Ukrainian.
    named = _by_name(text[: found.start()]) if COUNTRY.match(found["code"]) else None
    return named or found["code"].lower()


def _by_name(name: str) -> str | None:
    wanted = " ".join(name.split()).casefold()
    if (code := ALSO_KNOWN_AS.get(wanted)) is not None:
        return code
    names = Locale.parse("en").languages
    # Some are of one country, such as American English: that is a way to write a language here.
    return next((code.split("_")[0] for code, its in names.items() if its.casefold() == wanted), None)
