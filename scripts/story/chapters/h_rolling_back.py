"""8. Days 27 to 29: an incident at three stores, and the way back for these alone."""

from .. import days, till
from ..place import PLAN
from ..sales import PER_DAY, sales

STORES = ("0018", "0019", "0020")
BACK = 28
INCIDENT = "INC-2041"


def play(world) -> None:
    tell = world.tell
    tell.step(
        "8. Rollback: three stores go back to their tills (day 27)",
        "One operator, at once, with an incident. It begins with the next date that has not opened; what the cloud owned it keeps.")
    world.at(27, "08:00")
    where = [word for store in STORES for word in ("--location", store)]
    rolled = world.act("rollback", "--incident", INCIDENT, *where, by="otto", show=True)
    tell.check("six cells are back in shadow, 34 stay live", world.phases() == {"shadow": 6, "live": 34}, rolled)
    gates = world.act("gates", by="rafael")
    tell.check("nothing is armed again before a second person confirms", gates.status == 1 and gates.says("is not confirmed"), gates)
    alone = world.act("confirm", by="otto")
    tell.check("otto cannot confirm his own rollback", alone.refused("that takes a second person"), alone)
    confirmed = world.act("confirm", by="cora")
    tell.check("the controller confirms it", confirmed.status == 0, confirmed)

    world.trade(27)
    tell.check("day 27 began under the cloud POS and stays the cloud's", _writers(world, 27) == {"cloud-pos"}, _writers(world, 27))
    beside = world.receipt(till.name("0018", days.on(27)))["outcomes"]
    tell.check("there the tills are kept beside", beside == world.tally(shadow=PER_DAY), beside)
    answer = world.trade(28)
    tell.check("from day 28 on the tills are the owners again", _writers(world, BACK) == {"store-pos"}, _writers(world, BACK))
    tell.check("the cloud POS: 17 stores accepted, 3 kept beside",
               answer.body["outcomes"] == world.tally(accepted=17 * PER_DAY, shadow=3 * PER_DAY), answer)
    world.trade(29)
    differences = world.command.json("cutover", "differences", PLAN, "--location", "0018")
    tell.check("both writers agree on every day of store 0018, whoever owned it", not differences, differences)
    world.command.show("cutover", "show", PLAN, most=5)


def _writers(world, day: int) -> set:
    """Who has stated the sales of the three stores."""
    found = [item for store in STORES
             for item in world.ask("/v1/records/sale", location=store, date=str(days.on(day)))["items"]]
    complete = len(found) == sum(len(sales(store, days.on(day))) for store in STORES)
    return {item["writer"] for item in found} if complete else {f"{len(found)} records"}
