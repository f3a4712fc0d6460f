"""11. Days 34 to 40 and a month of silence: the tills' interface ends."""

from datetime import date

from .. import days, till
from ..place import DROPPING_STORES
from ..sales import another
from ..waiting import wait_until

VERSION = f"{till.INTERFACE}@1.0.0"
SUNSET = date(2026, 3, 31)
QUIET = date(2026, 3, 10)           # 30 days after day 34, with the end of February among them
RETIRED = "the tills are switched off"


def play(world) -> None:
    tell, command = world.tell, world.command
    tell.step(
        "11. Retirement: nothing is temporary without an end (days 34 to 40, and on to 10 March)",
        "Transitional, then retiring, with a successor and a date; a brownout for whoever has not noticed; the end on evidence.")
    world.at(34, "08:00")
    _announce(world)
    _brownout(world)
    world.trade(*range(34, days.LAST + 1), closed=till.ALL)
    command.show("retirement", most=8)
    early = command.show("retirement", "retire", VERSION, "--reason", RETIRED, who="rafael", token=world.people["rafael"], most=8)
    tell.check("too early, and it says everything that is missing",
               early.refused("it must be quiet for 30 days", "Keys that have used it are not revoked: till-0020", "Drops are still bound"),
               early)

    world.clock.move(QUIET, "08:00")
    number = next(key["id"] for key in command.json("keys", "list") if key["name"] == "till-0020")
    command.must("keys", "revoke", str(number))
    tell.check("the gateway stops, and starts again without the stores' folders", world.gateway.stop())
    world.place.settings(world.port, drops=False)
    world.gateway.start()
    retired = command.show("retirement", "retire", VERSION, "--reason", RETIRED, who="rafael", token=world.people["rafael"], most=6)
    tell.check("30 quiet days with a month's end, key revoked, folders released: retired", retired.status == 0, retired)
    _afterwards(world)
    command.show("retirement", most=4)


def _announce(world) -> None:
    """Two steps; every answer to a sender says so from then on."""
    for status in ("transitional", "retiring"):
        world.command.must("retirement", "set", VERSION, "--status", status, "--successor", "canonical.sale@2",
                           "--by", str(SUNSET), "--owner", "store-systems", "--reason", "sales come from the cloud POS",
                           token=world.people["rafael"])
    answer = _post(world, "after the announcement")
    deprecation, sunset, link = (answer.headers.get(name, "") for name in ("Deprecation", "Sunset", "Link"))
    world.tell.check("REST answers carry Deprecation, Sunset and the successor's Link",
                     deprecation.startswith("@17") and sunset == "Tue, 31 Mar 2026 00:00:00 GMT" 
                     and link == '</v1/kinds/sale/schema>; rel="successor-version"',
                     (deprecation, sunset, link))
    world.tell.say(f"Deprecation: {deprecation}   Sunset: {sunset}   Link: {link}")


def _brownout(world) -> None:
    """Two hours without an answer."""
    tell = world.tell
    planned = world.command.run("retirement", "brownout", VERSION, "--from", f"{days.on(34)}T10:00:00Z", "--until",
                                f"{days.on(34)}T12:00:00Z", "--reason", "who still sends?", token=world.people["rafael"])
    tell.check("a brownout is planned, since every cell is sealed", planned.status == 0, planned)
    world.at(34, "10:30")
    answer = _post(world, "in the brownout")
    tell.check("over REST: 503 interface-brownout, with Retry-After",
               answer.status == 503 and answer.problem == "interface-brownout" and bool(answer.headers.get("Retry-After")), answer)
    world.place.drop("0002", "in_brownout.csv", _sale("0002"))
    wait_until("the gateway has seen the file", lambda: "files wait at their source" in _log(world))
    tell.check("a dropped file waits at its source", world.place.waiting(("0002",)) == ["in_brownout.csv"])
    world.at(34, "12:00")
    world.taken(DROPPING_STORES)
    tell.check("afterwards it is taken", world.receipt("in_brownout.csv")["state"] == "posted")
    world.resolve(world.exceptions(), "the till of store 0002 is switched off now")


def _afterwards(world) -> None:
    tell = world.tell
    successor = world.people.another_till()
    answer = world.rest.post("/v1/transfers", successor, _sale("0020"), interface=till.INTERFACE)
    tell.check("a body gets 410 interface-retired", answer.status == 410 and answer.problem == "interface-retired", answer)
    with open(world.place.path("straggler.csv"), "wb") as file:
        file.write(_sale("0006"))
    done = world.command.show("ingest", "straggler.csv", "--interface", till.INTERFACE)
    tell.check("a file is quarantined, for a person to see", done.status == 1 and done.says("1 quarantined"), done)


def _post(world, name: str):
    return world.post(name, _sale("0020"))


def _sale(store: str) -> bytes:
    return till.document([another(store, days.on(34), 1, 1)])


def _log(world) -> str:
    with open(world.gateway.log, encoding="utf-8", errors="replace") as log:
        return log.read()
