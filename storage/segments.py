"""Segments in the middle of a statement: the members who said one thing of themselves, and whose yes to it stands.

A segment is `question:value`, or `question` alone for those who said yes. A value stands for its parts too.
"""

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_

from storage.models.people import Consent, Member
from storage.models.profile import ProfileAnswer

YES = "yes"


def said(segment: str) -> ColumnElement[bool]:
    """Whether a row of the profile is one of this segment."""
    question, _, value = segment.partition(":")
    wanted = value or YES
    parts = ProfileAnswer.value.startswith(f"{wanted}/", autoescape=True)
    return (ProfileAnswer.question == question) & or_(ProfileAnswer.value == wanted, parts)


def stands(practice_id: int) -> ColumnElement[bool]:
    """Whether the consent that a row of the profile rests on has been given, and was not withdrawn since."""
    newest = (
        select(func.max(Consent.id))
        .join(Member, Member.id == Consent.member_id)
        .where(Member.practice_id == practice_id)
        .group_by(Consent.member_id, Consent.purpose)
    )
    given = select(Consent.member_id, Consent.purpose).where(Consent.id.in_(newest), Consent.given)
    return tuple_(ProfileAnswer.member_id, ProfileAnswer.purpose).in_(given)


def members_of(practice_id: int, segment: str) -> Select[int]:
    """The ids of this practice's members who are in a segment."""
    return (
        select(ProfileAnswer.member_id)
        .join(Member, Member.id == ProfileAnswer.member_id)
        .where(Member.practice_id == practice_id, said(segment), stands(practice_id))
    )
