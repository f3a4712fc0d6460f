"""7. Day 26: what arrives late, at the wrong place, or twice."""

import os

from .. import cloud, days, till
from ..place import PLAN, POSTING_STORE, SISTER_STORE, UNKNOWN_STORE
from ..sales import PER_DAY, another, cancelling, sales
from .f_going_live import LATE_STORE

MIXED = "0003"
VOIDING = "0009"
WRONG_FOLDER = "0012"
NEIGHBOUR = "0013"


def play(world) -> None:
    world.tell.step(
        "7. After the switch: every record goes where its date belongs (day 26)",
        "The tills own the dates before day 24, the cloud POS those from day 24 on, whenever a record arrives.")
    world.at(26, "08:00")
    _late_file(world)
    _void(world)
    _mixed_file(world)
    _wrong_store(world)
    world.trade(26)


def _late_file(world) -> None:
    """The store was cut off; its file of day 23 comes three days later."""
    day = days.on(23)
    name = till.name(LATE_STORE, day)
    world.send(LATE_STORE, name, till.document(sales(LATE_STORE, day)))
    receipt = world.receipt(name)
    outcomes = world.outcomes(receipt["transfer"])
    world.tell.check(f"store {LATE_STORE}'s file of day 23 is accepted, and marked late",
                     outcomes == [("accepted", "late")] * PER_DAY, outcomes)
    late = world.exceptions(rule="late")
    world.tell.check("the late store-day is an exception, so that whoever has closed the day is told", len(late) == 1, late)
    world.command.show("exceptions", "list", "--limit", "3")
    world.tell.check("it is resolved with a reason", world.resolve(late, "told finance, day 23 of this store booked again"))


def _void(world) -> None:
    """A sale of day 21 is cancelled on day 26: the void states a fact of day 21, whose owner is the till."""
    sold = sales(VOIDING, days.on(21))[0]
    cancelled = cancelling(sold, 5)
    name = f"void_{VOIDING}.csv"
    world.send(VOIDING, name, till.document([cancelled]))
    answer = world.state([cloud.record(cancelled, "void", {
        "location": VOIDING, "businessDate": str(sold.day), "register": str(sold.register), "number": str(sold.number)})])
    till_says = world.outcomes(world.receipt(name)["transfer"])
    world.tell.check("a void of a sale of day 21: the till's is accepted, late", till_says == [("accepted", "late")], till_says)
    world.tell.check("the cloud's is kept beside: 202, shadow",
                     answer.status == 202 and answer.body["outcomes"] == world.tally(shadow=1), answer)
    world.resolve(world.exceptions(rule="late"), "told finance")


def _mixed_file(world) -> None:
    """One file, three fates; explained before it is sent."""
    events = [sales(MIXED, days.on(23))[0], another(MIXED, days.on(22), 2, 5), sales(MIXED, days.on(25))[1],
              another(MIXED, days.on(26), 1, 9)]
    name = f"mixed_{MIXED}.csv"
    with open(world.place.path(name), "wb") as file:
        file.write(till.document(events))
    words = ("cutover", "explain", "--interface", till.INTERFACE, "--file", name)
    world.command.show(*words)
    explained = world.command.json(*words)
    with open(world.place.path(name), "rb") as file:
        world.send(MIXED, name, file.read())
    os.remove(world.place.path(name))
    receipt = world.receipt(name)
    foretold = [(record["outcome"], record["reason"] or "") for record in explained["records"]]
    outcomes = world.outcomes(receipt["transfer"])
    world.tell.check("a mixed file: known, late, beside and beside again; as explained before it was sent",
                     [outcome for outcome, _ in outcomes] == ["duplicate", "accepted", "duplicate", "shadow"]
                     and explained["outcomes"] == receipt["outcomes"] and foretold == outcomes, (foretold, outcomes))
    world.resolve(world.exceptions(rule="late"), "told finance")


def _wrong_store(world) -> None:
    """A file in another store's folder; and a till that is set up with other stores' numbers."""
    tell = world.tell
    name = f"wrong_{WRONG_FOLDER}.csv"
    world.send(WRONG_FOLDER, name, till.document([another(NEIGHBOUR, days.on(25), 1, 1)]))
    outcomes = world.outcomes(world.receipt(name)["transfer"])
    tell.check(f"store {NEIGHBOUR}'s sale in the folder of store {WRONG_FOLDER}: quarantined, the folder does not speak for it",
               outcomes == [("quarantined", "wrong-location")], outcomes)
    name = f"wrong_{POSTING_STORE}.csv"
    events = [another(store, days.on(25), 1, 1) for store in (UNKNOWN_STORE, SISTER_STORE)]
    world.post(name, b"".join([till.document(events[:1]), till.document(events[1:]).split(b"\n", 1)[1]]))
    outcomes = world.outcomes(world.receipt(name)["transfer"])
    tell.check("a till that claims to be nobody's store, and the sister company's: kept for a person, and refused",
               outcomes == [("quarantined", "no-scope"), ("rejected", "not-owner")], outcomes)
    open_ones = world.exceptions()
    world.command.show("exceptions", "list")
    tell.check("the operator resolves all three", len(open_ones) == 3 and world.resolve(open_ones, "the tills were set up anew"), open_ones)
    differences = world.command.json("cutover", "differences", PLAN)
    tell.check("no store-day at the boundary differs", not any(_is_at_boundary(day) for day in differences), differences)


def _is_at_boundary(store_day: dict) -> bool:
    return store_day["date"] in (str(days.on(23)), str(days.on(24)))
