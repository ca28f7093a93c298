import time
from tests.conversations.house import CHAIR, House, join
async def test_x(house: House) -> None:
    t=time.time()
    chair = house.person(CHAIR, "Maria")
    await join(chair)
    print("join", time.time()-t); t=time.time()
    for c in range(5):
        p = house.person(2000+c); await join(p)
    print("5 join", time.time()-t); t=time.time()
    for c in ("help","poll","members","results","foo"):
        chair.type("/"+c); await house.quiet()
        print(c, time.time()-t, [m.words[:60] for m in chair.news]); t=time.time()
    chair.send("sticker"); await house.quiet()
    print(time.time()-t, [m.words[:60] for m in chair.news])
    t=time.time()
    await house.restart()
    print("restart", time.time()-t)
