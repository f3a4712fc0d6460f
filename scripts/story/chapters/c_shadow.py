"""3. Days 3 to 7: the cloud POS speaks beside, and two differences are found."""

from .. import cloud, days
from ..place import PLAN
from ..sales import PER_DAY, STORES, sales

WRONG = ("0004", 3)         # the cloud POS states one amount of this store-day wrongly
LOST = ("0011", 4)          # and loses one sale of this one


def play(world) -> None:
    tell, command = world.tell, world.command
    tell.step(
        "3. Shadow: the cloud POS states the same sales beside, and nothing of it counts (days 3 to 7)",
        "The release manager proposes the plan that is under version control; a domain owner agrees; its cells are fixed.")
    world.at(3, "08:00")
    service = world.act("plan", by="deploy-bot")
    tell.check("a service writes no plan: whoever is behind it could approve it", service.refused("only people write plans"), service)
    planned = world.act("plan", by="rafael", show=True)
    tell.check("the proposal says which cells it would take", planned.says("would take 40 cells that fit now, at 20 locations"), planned)
    refused = world.act("approve", "--act", "shadow", by="rafael")
    tell.check("the author cannot approve his own plan", refused.refused("rafael has written the plan"), refused)
    early = world.act("shadow", by="rafael")
    tell.check("without an approval there is no shadow", early.refused("1 approval needed"), early)
    world.act("approve", "--act", "shadow", by="olga")
    shadow = world.act("shadow", by="rafael", show=True)
    tell.check("40 cells of 20 stores are in shadow", world.phases() == {"shadow": 40}, shadow)

    answer = world.trade(3, cloud_pos=_wrong)
    tell.check("what the cloud POS states is kept beside: 202, 240 shadow",
               answer.status == 202 and answer.body["outcomes"] == world.tally(shadow=len(STORES) * PER_DAY), answer)
    world.trade(4, cloud_pos=_lossy)
    world.trade(5, 6)
    _differences(world)
    _failing_gates(world)
    _settle(world)
    command.show("cutover", "list")


def _wrong(sold) -> dict:
    """Two cents too much on the third-last sale of a store."""
    record = cloud.record(sold)
    if sold is _sold(WRONG):
        record["lines"][0]["amount"] += 2
        record["total"] += 2
    return record


def _lossy(sold) -> dict | None:
    return None if sold is _sold(LOST) else cloud.record(sold)


def _sold(store_day):
    store, day = store_day
    return sales(store, days.on(day))[-3]


def _differences(world) -> None:
    """Exactly the two, by name."""
    world.at(7, "08:00")
    world.command.show("cutover", "differences", PLAN)
    found = {}
    for day in world.command.json("cutover", "differences", PLAN):
        domain, store = day["cell"].split("/")[1], day["cell"].rsplit("/", 1)[-1]
        for difference in day["differences"]:
            fields = {field["field"]: (field["a"], field["b"]) for field in difference["fields"]}
            found.setdefault((store, difference["key"], difference["agreement"]), {})[domain] = fields
    wrong, lost = _sold(WRONG), _sold(LOST)
    both = {"total": (str(wrong.total), str(wrong.total + 2)),
            "lines.amount": (str(wrong.lines[0].total), str(wrong.lines[0].total + 2))}
    expected = {
        (WRONG[0], cloud.key(wrong), "mismatch"): {"inventory": both, "revenue": both},
        (LOST[0], cloud.key(lost), "missing-in-b"): {"inventory": {}, "revenue": {}},
    }
    world.tell.check("the differences are exactly these two, with store, key, field and both values", found == expected, found)


def _failing_gates(world) -> None:
    gates = world.act("gates", by="rafael", show=True)
    world.tell.check("the gates do not pass (exit status 1), and say why",
                     gates.status == 1 and gates.says("fail", "478 of 480 agree", "4 unexplained"), gates)


def _settle(world) -> None:
    """The wrong one is corrected at its source; the lost one may stay so, if a second person says so."""
    tell = world.tell
    answer = world.state([cloud.record(_sold(WRONG))])
    tell.check("the cloud POS corrects its amount", answer.status == 202, answer)
    store, day = LOST
    asked = world.act("exempt", "--entity", "1000", "--location", store, "--date", str(days.on(day)), "--key",
                      cloud.key(_sold(LOST)), "--reason", "lost in the cloud's pilot queue, fixed since", "--until",
                      str(days.on(20)), by="otto")
    tell.check("the operator asks that the lost sale may differ until day 20", asked.status == 0, asked)
    number = str(world.cutover()["exemptions"][0]["id"])
    for who, reason in (("otto", "has asked for it"), ("audra", "is an auditor")):
        refused = world.act("grant", "--exemption", number, by=who)
        tell.check(f"{who} cannot grant it: {who} {reason}", refused.refused(reason), refused)
    granted = world.act("grant", "--exemption", number, by="cora")
    tell.check("the controller grants it", granted.status == 0, granted)
    gates = world.act("gates", by="rafael", show=True)
    tell.check("nothing is unexplained any more; parity needs its 14 days in a row",
               gates.status == 1 and gates.says("0 open exceptions, 0 unexplained", "1 good day up to"), gates)
