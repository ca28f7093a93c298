"""The shortest whole story: somebody joins, is asked, answers, and hears what came of it."""

from tests.conversations.house import CHAIR, House, join


async def test_a_poll_from_the_question_to_its_outcome(house: House) -> None:
    chair = house.person(CHAIR, "Maria")
    await join(chair)
    patients = [house.person(1000 + number) for number in range(6)]
    for patient in patients:
        await join(patient)

    chair.type("/poll Should we open on Saturdays? | Yes | No | Not sure")
    preview = await chair.hears("This is what members will see")
    chair.tap(preview, "Send to 7 members")
    for number, patient in enumerate(patients):
        paper = await patient.hears("Should we open on Saturdays?")
        patient.tap(paper, "Yes" if number < 4 else "No")
        await patient.hears("Your answer:")
    await house.quiet()
    live = await chair.hears("6 of 7")
    assert "Sent to 7 of 7 members." in live.words

    chair.tap(live, "Close now")
    await chair.hears("Nobody can answer after that")
    chair.tap("Yes, close it")
    results = await chair.hears("6 of 7 people asked have answered (86%).")
    assert results.photo is not None
    assert "4 (67%)" in results.words
    assert "2 (33%)" in results.words

    chair.tap(results, "Record the outcome")
    await chair.hears("What came of it?")
    chair.tap("We will do this")
    await chair.hears("Type it in your own words")
    chair.type("We open on Saturdays from June.")
    await chair.hears("This is what members will see")
    chair.tap("Send it")
    heard = await patients[0].hears("You said, we did")
    assert "We open on Saturdays from June." in heard.words
