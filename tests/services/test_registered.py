"""The registered list: read beside the line, kept in place of the one before, and each practice's own."""

import io
from datetime import date
from pathlib import Path

import pytest

from bot.errors import ListProblem
from bot.reports.list_size import BANDS
from bot.rules.profile.questions import Question
from bot.services.practices import Practice
from bot.services.registered import KeptList, ListKind, names_of_groups
from tests.support.group import Group

HEADER = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"


def national(*codes: str, patients: int = 100, day: str = "01JAN2027") -> io.BytesIO:
    """The national file with these practices in it."""
    rows = [
        f"GP_PRAC_PAT_LIST,{day},GP,{code},E38000212,AL1 3RT,{sex},{band},{patients}"
        for code in codes
        for sex in ("MALE", "FEMALE")
        for band in ("ALL", *BANDS)
    ]
    return io.BytesIO("\n".join([HEADER, *rows]).encode())


async def send(group: Group, content: io.BytesIO | Path, practice: Practice | None = None) -> KeptList:
    service, practice = group.services.registered, practice or group.practice
    found = await service.read(practice, content)
    async with group.work() as uow:
        return await service.keep(uow, None, practice, found)


async def shares(group: Group, measure: Question) -> dict[str, int | None]:
    async with group.work() as uow:
        found = await group.services.registered.population(uow, group.practice, measure)
    return {band: found[0].share(band) for band in found[0].counts} if found is not None else {}


async def test_a_list_takes_the_place_of_the_one_before(group: Group) -> None:
    code = group.practice.settings.code
    assert await shares(group, Question.AGE) == {}
    await send(group, national("A81001", code, patients=7, day="01OCT2026"))
    kept = await send(group, national("A81001", code))
    assert kept == KeptList(ListKind.AGE_SEX, 4_000, date(2027, 1, 1))
    assert await shares(group, Question.AGE) == {
        "16-24": 11, "25-34": 12, "35-44": 12, "45-54": 12, "55-64": 12, "65-74": 12, "75-over": 30,
    }  # fmt: skip
    assert await shares(group, Question.SEX) == {"female": 50, "male": 50}
    assert await shares(group, Question.ETHNICITY) == {}


async def test_own_figures_by_ethnic_group_take_names_and_codes(group: Group) -> None:
    figures = 'group,patients\nA,500\nIndian,60\nR,40\n"Any other Black, African or Caribbean background",20\n'
    kept = await send(group, io.BytesIO((figures + "Roma,5\nZ,10\n99,10\n").encode()))
    assert (kept.kind, kept.patients) == (ListKind.ETHNICITY, 645)
    found = await shares(group, Question.ETHNICITY)
    assert found == {"white": 81, "mixed": 0, "asian": 16, "black": 3, "other": 0}


async def test_a_wrong_file_is_refused_and_the_list_before_stands(group: Group) -> None:
    await send(group, national(group.practice.settings.code))
    with pytest.raises(ListProblem) as refused:
        await send(group, national("A81001"))
    assert refused.value.arguments == {"problem": "not-in-it", "about": group.practice.settings.code, "line": 0}
    assert len(await shares(group, Question.AGE)) == 7


@pytest.mark.parametrize("region", ["england", "new-zealand"])
def test_a_name_stands_for_one_group(region: str) -> None:
    names = names_of_groups(region)
    assert names["not stated"] == "not-stated"
    assert all(name == " ".join(name.lower().split()) for name in names)
