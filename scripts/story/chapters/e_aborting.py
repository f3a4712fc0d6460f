"""5. Day 21: nobody votes go, and the boundary takes itself back."""

from .. import cloud, days, till
from ..sales import sales
from ..waiting import wait_until
from .d_arming import BOUNDARY

EARLY = "0001"              # its till and its cloud POS both send a sale of the boundary's day too early


def play(world) -> None:
    tell = world.tell
    tell.step(
        "5. A failed go: nobody votes, so the boundary aborts by itself (day 21)",
        f"Two statements of a sale on {days.on(BOUNDARY)} come in before that day has begun anywhere. They wait.")
    world.trade(20)
    world.at(21, "08:00")
    transfers = early_sale(world, BOUNDARY)
    tell.check("both wait: held until the day opens, whoever then owns it", _now(world, transfers) == ["held", "held"],
               _now(world, transfers))
    world.board()
    world.at(21, "10:00")
    tell.say(f"10:00 UTC on day 21: {days.on(BOUNDARY)} opens at UTC+14, and nobody has voted go.")
    wait_until("the boundary is taken back", lambda: world.phases() == {"shadow": 40})
    aborts = world.acts("cutover.abort")
    tell.check("the system has aborted, and the audit says why",
               len(aborts) == 1 and aborts[0]["actor"] == "crossdock" and "Nobody has voted go" in str(aborts[0]["details"]), aborts)
    wait_until("what was held is decided", lambda: "held" not in _now(world, transfers))
    tell.check("what was held has the shadow's decisions: till accepted, cloud beside",
               _now(world, transfers) == ["accepted", "shadow"], _now(world, transfers))
    world.board()
    world.trade(21)


def early_sale(world, day: int) -> list:
    """The first sale of a day, from the till and from the cloud POS; the numbers of both transfers."""
    sold = sales(EARLY, days.on(day))[0]
    name = f"early_{EARLY}_{day}.csv"
    world.send(EARLY, name, till.document([sold]))
    answer = world.state([cloud.record(sold)])
    return [world.receipt(name)["transfer"], answer.body["transfer"]]


def _now(world, transfers: list) -> list:
    return [world.outcomes(transfer)[0][0] for transfer in transfers]
