"""What a practice reviews: registered list, views published, papers, reports and signatures, measures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Double, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of


class RegisteredSource(Base):
    """A file of the practice's registered patients that was read: of which day it is, and when it was read."""

    __tablename__ = "registered_source"
    __table_args__ = (one_of("kind", "age-sex", "ethnicity"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    read_at: Mapped[datetime] = mapped_column(Instant)


class RegisteredBand(Base):
    """How many registered patients of a sex are in a band of five years, as the national file has them ('15_19')."""

    __tablename__ = "registered_band"
    __table_args__ = (one_of("sex", "male", "female"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    sex: Mapped[str] = mapped_column(primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True)
    patients: Mapped[int]


class RegisteredEthnicGroup(Base):
    """How many registered patients are in an ethnic group, from the practice's own figures."""

    __tablename__ = "registered_ethnic_group"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    ethnic_group: Mapped[str] = mapped_column(primary_key=True)
    patients: Mapped[int]


class PublishedView(Base):
    """One view of a table of small numbers that was shown, so that the next ones do not undo what it hides.

    `series` names the table: what is counted, and by what. On `looked_on` it was last looked whether it is renewed.
    """

    __tablename__ = "published_view"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    published_on: Mapped[date]
    looked_on: Mapped[date]
    view: Mapped[dict[str, Any]] = mapped_column(JSON)


class EnteredPaper(Base):
    """The number of a printed sheet whose answers were entered. It leads to no answers, only to *entered twice*."""

    __tablename__ = "entered_paper"
    __table_args__ = ({"sqlite_with_rowid": False},)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)


class ReportPart(Base):
    """What a practice wrote for a part of a year's report. `year` is the one in which it begins."""

    __tablename__ = "report_part"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class SignOff(Base):
    """Who signed a year's report for a side, as what it then said (`sha256` of it). `alias` is their membership's."""

    __tablename__ = "sign_off"
    __table_args__ = (one_of("side", "practice", "group"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    alias: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(Instant)
    sha256: Mapped[str]


class Measurement(Base):
    """A measure of success that somebody counted outside the bot, for the month that begins on `month`."""

    __tablename__ = "measurement"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    figure: Mapped[float] = mapped_column(Double)
    alias: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
