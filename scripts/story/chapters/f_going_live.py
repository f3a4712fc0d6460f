"""6. Days 22 to 25: a new boundary, a vote, and the cloud POS owns the sales from day 24 on."""

from .. import days, till
from ..place import PLAN
from ..sales import PER_DAY, STORES
from ..waiting import wait_until
from .e_aborting import early_sale

BOUNDARY = 24
LATE_STORE = "0007"         # its file of the last old day stays away until chapter 7


def play(world) -> None:
    tell = world.tell
    tell.step(
        "6. Live: a new boundary, approved anew, and a vote (days 22 to 25)",
        "The plan changes, so that every approval of the old one is void.")
    world.at(22, "08:00")
    world.place.set_plan(days.on(BOUNDARY))
    world.act("plan", by="rafael")
    void = world.act("arm", by="rafael")
    tell.check("yesterday's approvals are worth nothing for a changed plan", void.refused("The plan has changed"), void)
    arm(world, BOUNDARY, 40)
    world.trade(22)

    world.at(23, "08:00")
    transfers = early_sale(world, BOUNDARY)
    vote(world)
    world.board()
    world.at(23, "10:00")
    tell.say(f"10:00 UTC on day 23: {days.on(BOUNDARY)} opens.")
    wait_until("the boundary opens", lambda: world.phases() == {"live": 40})
    outcomes = [world.outcomes(transfer)[0][0] for transfer in transfers]
    tell.check("what was held is decided by the new owner's date: till beside, cloud accepted",
               outcomes == ["shadow", "accepted"], outcomes)
    world.board()
    answer = world.trade(23, closed=(LATE_STORE,))
    tell.check("day 23 is still the tills': the cloud POS is kept beside",
               answer.body["outcomes"] == world.tally(shadow=len(STORES) * PER_DAY), answer)
    answer = world.trade(24)
    tell.check("day 24 is the cloud's: 239 accepted, and the early one known",
               answer.body["outcomes"] == world.tally(accepted=len(STORES) * PER_DAY - 1, duplicate=1), answer)
    old = world.receipt(till.name("0002", days.on(24)))["outcomes"]
    tell.check("an old till that goes on sending is kept beside", old == world.tally(shadow=PER_DAY), old)
    world.trade(25)


def arm(world, boundary: int, cells: int) -> None:
    """Gates, two approvals, arm."""
    gates = world.act("gates", by="rafael", show=True)
    world.tell.check("the gates pass", gates.status == 0, gates)
    world.act("approve", "--act", "arm", by="olga")
    world.act("approve", "--act", "arm", by="cora")
    armed = world.act("arm", by="rafael")
    world.tell.check(f"{cells} cells are armed for {days.on(boundary)}", world.phases().get("armed") == cells, armed)


def vote(world) -> None:
    """Go, on the morning before the day begins in the east."""
    half = world.act("go", by="ivan")
    world.tell.check("the owner of inventory votes go; a vote for revenue is still needed",
                     half.status == 0 and half.says("Owners of revenue must vote go"), half)
    path, token = f"/v1/cutovers/{PLAN}/transitions", world.people["olga"]
    blind = world.rest.post(path, token, {"act": "go"})
    world.tell.check("who votes over REST says what they saw: 428 without If-Match", blind.status == 428, blind)
    answer = world.rest.post(path, token, {"act": "go"}, {"If-Match": f'"{world.cutover()["revision"]}"'})
    world.tell.check("the owner of both domains votes go", answer.status == 200, answer)
