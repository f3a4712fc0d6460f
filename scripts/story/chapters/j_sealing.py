"""10. Day 33: the dates before the boundaries are closed for good."""

from .. import days, till
from ..sales import another

OLD, NEW = 20, 33


def play(world) -> None:
    tell = world.tell
    tell.step(
        "10. Sealed: the point of no return (day 33)",
        "Every day before the last boundary has ended everywhere, every store-day is there, nothing is open.")
    world.at(33, "08:00")
    gates = world.act("gates", "--act", "seal", by="rafael", show=True)
    tell.check("the gates of the seal pass", gates.status == 0, gates)
    world.act("approve", "--act", "seal", by="olga")
    alone = world.act("seal", by="rafael")
    tell.check("a domain owner alone cannot seal", alone.refused("A controller must approve seal"), alone)
    world.act("approve", "--act", "seal", by="cora")
    sealed = world.act("seal", by="rafael", show=True)
    tell.check("40 cells are sealed, the cutover is closed",
               world.phases() == {"sealed": 40} and world.cutover()["state"] == "closed", sealed)
    back = world.act("rollback", "--incident", "INC-2099", by="otto")
    tell.check("there is no way back any more", back.refused("its cells are sealed"), back)

    tell.check("the till's file of an old date: quarantined, sealed", _dropped(world, OLD) == [("quarantined", "sealed")])
    tell.check("the till's file of a new date: quarantined, handed over", _dropped(world, NEW) == [("quarantined", "handed-over")])
    answer = world.post("posted_new.csv", till.document([another("0020", days.on(NEW), 1, 8)]))
    tell.check("over REST the sender is told at once: 409 not-owner",
               answer.status == 409 and answer.problem == "not-owner", answer)
    world.resolve(world.exceptions(), "the tills are being switched off")
    world.trade(33, closed=till.ALL)


def _dropped(world, day: int) -> list:
    name = f"after_seal_{day}.csv"
    world.send("0005", name, till.document([another("0005", days.on(day), 3, 9)]))
    return world.outcomes(world.receipt(name)["transfer"])
