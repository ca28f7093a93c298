"""What hostile people write and call themselves. Texts hold MARK and names NAME, to be looked for later."""

from random import Random

MARK, NAME = "Zorbfuzz", "Quuxname"
LONGEST = 100_000
OVERRIDE, EMBED, END = "\u202e", "\u202b", "\u202c"

TEXTS = (
    MARK,
    f"<b>{MARK}",
    f"</blockquote><a href='tg://user?id=1'>{MARK}</a>",
    f"<script>{MARK}</script>&lt;&#x0;&bogus;",
    f"*{MARK}_[x](http://example.invalid)`",
    f"```{MARK}",
    f'=HYPERLINK("http://example.invalid","{MARK}")',
    f"+{MARK}|' /C calc'!A0",
    f"-2+3+{MARK}",
    f"@SUM({MARK})",
    f"{OVERRIDE}{MARK}{END}",
    f"{EMBED * 200}{MARK}",
    f"\u2066\u2067\u2068{MARK}",
    f"\u2069\u2069{MARK}",
    "\u200b\u200c\u200d\u2060\ufeff".join(MARK) + MARK,
    f"{MARK}\0{MARK}",
    f"\ud83d{MARK}\udc00",
    f"\udfff\ud800{MARK}",
    f"{MARK} \U0001f468\u200d\U0001f469\u200d\U0001f467\U0010ffff\ufffe\uffff",
    f"{MARK}{chr(0x301) * 500}",
    f"{MARK}\r\n\x0b\x0c\x1b[31m\x85\u2028\u2029\x7f",
    f"{{ {MARK} }} {{$name}} %s %(x)s {{0.__class__}} ${{7*7}} {{{{7*7}}}}",
    f"'; DROP TABLE member; --{MARK}",
    f"../../../etc/passwd {MARK}",
    f"/{MARK}",
    f"/start {MARK}",
    f"/start{MARK}@@@",
    f"/start {'A' * 64}{MARK}",
    f"/results {MARK}",
    f"/results P{'9' * 400} {MARK}",
    f"/close P-1 {MARK}",
    f"/ {MARK}",
    f"//{MARK}",
    f"/poll {MARK} {'|' * 300}",
    f"/help@{MARK}",
    f"/polls\n{MARK}",
    f"/\u202e{MARK}",
    MARK * (LONGEST // len(MARK)),
    f"{MARK} {'<' * LONGEST}",
    f"{MARK} {'😀' * 4_096}",
    f"{MARK} {'&' * 4_096}",
    f"{MARK}\n" * 4_000,
)
NAMES = (
    NAME,
    f"<b>{NAME}</i>",
    f"{OVERRIDE}{NAME}",
    f"{NAME}\0",
    f"{NAME}\ud800",
    f"={NAME}()",
    f"\u200b{NAME}\u200b",
    f"{NAME} \U0001f9d1\u200d\u2695\ufe0f",
    NAME * 10_000,
)
LANGUAGES = ("en", "en-GB", "", "xx", "../../x", "en\0", "ك", "e" * 10_000, "\ud800")
FILES = (
    "../../../etc/passwd.xlsx",
    f"survey{OVERRIDE}xslx.exe",
    f"{MARK}\0.xlsx",
    f"{MARK}\ud800.csv",
    "C:\\CON.xlsx",
    "." * 5_000 + "xlsx",
    "a" * LONGEST + ".xlsx",
    "",
    f"<b>{MARK}.xlsx",
    "-rf.csv",
)
# What buttons may be said to hold: forged, of others, half, huge, and no text at all.
DATA = (
    "", "\0", ":", ":::::", "vote", "v:1:1:1", "v:1:999:1:1", "v:-1:1:1:1", f"v:1:{2**63}:1:1", "v:1:١:1:1", "p:999",
    "vd:1:999", "c:1:999:1", "o:1:999", "d:999:1:0", "t:tier:nonsense:1", "t:language:xx:0", "y:nosuch:1:1",
    "r:nosuch::0", "r:results:P99:0", "r:start:NOSUCHCD:0", "s:join:age:yes", "s:nosuch:age:yes",
    "s:resign:agreement:agree", MARK, "x" * LONGEST, "\ud800", f"{OVERRIDE}v:1",
    "v:" + ":".join("1" * 500), "s:" + "a" * 64, "é" * 32,
)  # fmt: skip


def text(chance: Random) -> str:
    """Something that somebody writes; now and then two things, or letters by chance."""
    draw = chance.random()
    if draw < 0.7:
        return chance.choice(TEXTS)
    if draw < 0.85:
        return f"{chance.choice(TEXTS)} {chance.choice(TEXTS)}"[:LONGEST]
    return MARK + "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 300)))


def data(chance: Random) -> str:
    """What a button is said to hold."""
    if chance.random() < 0.7:
        return chance.choice(DATA)
    return "".join(chr(chance.randrange(256)) for _ in range(chance.randrange(1, 65)))
