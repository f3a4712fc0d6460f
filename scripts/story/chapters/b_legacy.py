"""2. Days 1 and 2: the tills own everything."""

from samples.interfaces import idoc
from samples.trade import StoreDay

from .. import cloud, days, till
from ..place import SISTER_STORE
from ..sales import PER_DAY, STORES, sales


def play(world) -> None:
    tell = world.tell
    tell.step(
        "2. Legacy: the tills' files are the truth (days 1 and 2)",
        "A cell is one domain of one store: sale/revenue/1000/0007. There are 40, each with one writer: store-pos.")
    world.trade(1, cloud_pos=None)
    answer = world.state([cloud.record(sales("0001", days.on(1))[0])])
    tell.check("the cloud POS may not state anything yet: 409 not-owner",
               answer.status == 409 and answer.problem == "not-owner", answer)
    tell.check("the operator sees that it tried, and closes the exception",
               len(world.exceptions()) == 1 and world.resolve(world.exceptions(), "the cloud POS is not connected yet"))
    world.trade(2, cloud_pos=None)
    _sister_company(world)
    world.command.show("transfers", "list", "--limit", "4")
    receipts = [world.receipt(till.name(store, days.on(2)))["outcomes"] for store in STORES]
    tell.check("20 files of day 2: every one of their sales is accepted",
               all(outcomes == world.tally(accepted=PER_DAY) for outcomes in receipts), receipts)
    again = world.send("0020", till.name("0020", days.on(2)), till.document(sales("0020", days.on(2))))
    tell.check("the same file again books nothing", again.body.get("outcomes") == world.tally(duplicate=PER_DAY), again)


def _sister_company(world) -> None:
    """The old ERP states the sales of the sister company's store, so that cell is its own."""
    sold = sales(SISTER_STORE, days.on(2))[:1]
    name = world.place.path("sister.idoc")
    with open(name, "wb") as file:
        file.writelines(idoc.document([StoreDay(SISTER_STORE, days.on(2), sold)]))
    world.command.must("ingest", name, "--interface", idoc.ID)
