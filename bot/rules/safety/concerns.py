"""What the safety gate looks for, and what it says that it found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """A kind of thing that people are told about before anything is stored. The most urgent stands first."""

    EMERGENCY = "emergency"
    SELF_HARM = "self-harm"
    CLINICAL = "clinical"
    COMPLAINT = "complaint"
    IDENTIFIER = "identifier"
    STAFF = "staff"
    PATIENT = "patient"


# What must be answered at once.
URGENT = frozenset((Concern.EMERGENCY, Concern.SELF_HARM))
# What is found by the practice's rules. The others are found by how numbers and names look.
BY_RULES = (Concern.EMERGENCY, Concern.SELF_HARM, Concern.CLINICAL, Concern.COMPLAINT)


class Sort(StrEnum):
    """What a part of a text is that tells who somebody is."""

    PHONE = "phone"
    NHS_NUMBER = "nhs-number"
    NHI_NUMBER = "nhi-number"
    EMAIL = "email"
    POSTCODE = "postcode"
    BIRTH_DATE = "birth-date"
    STAFF_NAME = "staff-name"
    PATIENT_NAME = "patient-name"


@dataclass(frozen=True, order=True)
class Span:
    """A part of the text as it was written: from `start` up to, not including, `end`, as Python counts characters."""

    start: int
    end: int
    sort: Sort

    def meets(self, other: "Span") -> bool:
        """Whether they have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Finding:
    """One concern. `because` names the entries that found it; `spans` are the parts that tell who somebody is."""

    concern: Concern
    because: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What was found in one text, the most urgent first: one finding at most for each concern."""

    findings: tuple[Finding, ...] = ()

    @property
    def concerns(self) -> frozenset[Concern]:
        """The concerns without their particulars."""
        return frozenset(finding.concern for finding in self.findings)

    @property
    def urgent(self) -> bool:
        """Whether somebody's life may be in danger."""
        return not URGENT.isdisjoint(self.concerns)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every part that tells who somebody is, in the order of the text."""
        return apart(span for finding in self.findings for span in finding.spans)


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, with no character in two of them: what meets becomes one, of the longer's sort."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and found[-1].meets(span):
            last = found[-1]
            sort = max(last, span, key=lambda each: each.end - each.start).sort
            found[-1] = Span(last.start, max(last.end, span.end), sort)
        else:
            found.append(span)
    return tuple(found)


def blacked_out(text: str, spans: Iterable[Span], labels: Mapping[Sort, str]) -> str:
    """The text with a label in place of each span, and not a character else changed.

    `labels` has for each sort words that a screen reader can say, such as "[phone number removed]".
    """
    pieces, place = [], 0
    for span in apart(spans):
        pieces += [text[place : span.start], labels[span.sort]]
        place = span.end
    return "".join([*pieces, text[place:]])
