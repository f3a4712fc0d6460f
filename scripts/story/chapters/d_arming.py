"""4. Day 20: the gates pass, two others than the author approve, the boundary is set."""

from .. import days
from ..place import PLAN

BOUNDARY = 22


def play(world) -> None:
    tell = world.tell
    tell.step(
        "4. Armed: fourteen good days, two approvals, a boundary (day 20)",
        "A day is closed once it has ended everywhere on earth: on the morning of day 20, day 18 is the latest.")
    world.trade(*range(7, 20))
    world.at(20, "08:00")
    world.place.set_plan(days.on(BOUNDARY))
    world.act("plan", by="rafael")
    gates = world.act("gates", by="rafael", show=True)
    tell.check("all gates pass: 100 % on days 5 to 18", gates.status == 0 and gates.says("on 14 days"), gates)
    _refused(world)
    world.act("approve", "--act", "arm", by="olga")
    alone = world.act("arm", by="rafael")
    tell.check("one approval is not enough, and revenue needs the controller",
               alone.refused("2 approvals needed", "A controller must approve"), alone)
    world.act("approve", "--act", "arm", by="cora")
    stale = world.act("arm", "--revision", "1", by="rafael")
    tell.check("who looked at an older revision must look again", stale.refused("look at it again"), stale)
    armed = world.act("arm", by="rafael", show=True)
    tell.check(f"40 cells are armed for {days.on(BOUNDARY)}", world.phases() == {"armed": 40}, armed)


def _refused(world) -> None:
    """Whoever must not approve, and why."""
    for who, reason in (("rafael", "has written the plan"), ("ines", "administrators do not approve"),
                        ("audra", "auditors only read"), ("otto", "is none of domain-owner")):
        refused = world.act("approve", "--act", "arm", by=who)
        world.tell.check(f"{who} may not approve: {reason}", refused.refused(reason), refused)
    answer = world.rest.post(f"/v1/cutovers/{PLAN}/approvals", world.people["deploy-bot"], {"act": "arm"},
                             {"If-Match": f'"{world.cutover()["revision"]}"'})
    world.tell.check("a service's key may not approve: 403", answer.status == 403 and "only people approve" in str(answer), answer)
