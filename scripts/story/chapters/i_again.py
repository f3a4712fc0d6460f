"""9. Days 30 to 32: the three stores follow."""

from .. import days
from ..sales import PER_DAY, STORES
from ..waiting import wait_until
from .f_going_live import arm, vote

BOUNDARY = 32


def play(world) -> None:
    tell = world.tell
    tell.step(
        "9. Again: the three stores get a boundary of their own (days 30 to 32)",
        "The same plan, a new boundary, gates and approvals anew. The 17 stores that are live are not touched.")
    world.at(30, "08:00")
    world.place.set_plan(days.on(BOUNDARY))
    world.act("plan", by="rafael")
    arm(world, BOUNDARY, 6)
    tell.check("34 cells stay live meanwhile", world.phases() == {"armed": 6, "live": 34}, world.phases())
    world.trade(30)
    world.at(31, "08:00")
    vote(world)
    world.at(31, "10:00")
    wait_until("the boundary opens", lambda: world.phases() == {"live": 40})
    world.trade(31)
    world.at(32, "08:00")
    early = world.act("gates", "--act", "seal", by="rafael")
    tell.check("nothing is sealed yet: day 31 has not ended everywhere", early.status == 1 and early.says("inconclusive"), early)
    answer = world.trade(32)
    tell.check("day 32: all 20 stores are the cloud's",
               answer.body["outcomes"] == world.tally(accepted=len(STORES) * PER_DAY), answer)
    world.board()
