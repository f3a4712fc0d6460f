"""What the ledger says at the end, asked over REST and held against the trade that was played."""

from collections import Counter

from . import cloud, days
from .place import PLAN
from .sales import STORES, sales


class Ledger:
    """Everything that is canonical: versions, current records, epochs."""

    stores = STORES

    def __init__(self, world):
        token = world.people["reader"]
        ours = set(STORES)
        self.versions = [version for version in world.rest.pages("/v1/changes", token, "after", "cursor", kind="sale")
                         if version["record"]["entity"] == "1000"]
        self.current = [record for record in world.rest.pages("/v1/records/sale", token, "cursor", "next", entity="1000")
                        if record["record"]["location"] in ours]
        self.epochs = {}
        for cell in world.rest.pages("/v1/ownership", token, "cursor", "next", kind="sale", entity="1000"):
            epochs = [(epoch["writer"], epoch["from"]) for epoch in cell["epochs"]]
            if self.epochs.setdefault(cell["location"], epochs) != epochs:
                raise OSError(f"the domains of store {cell['location']} have different owners")

    def owner(self, store: str, day: str) -> str:
        return next(writer for writer, begin in reversed(self.epochs[store]) if begin is None or begin <= day)

    def written_by(self, writer: str) -> set:
        return {record["id"] for record in self.versions if record["writer"] == writer}


def foreign_authors(ledger) -> list:
    """Versions that somebody else than the owner of their date has stated."""
    return [(version["id"], version["writer"]) for version in ledger.versions
            if version["writer"] != ledger.owner(version["record"]["location"], version["date"])]


def missing_sales(ledger) -> list:
    """Sales of the trade that are not canonical, or more than once."""
    found = Counter(record["id"] for record in ledger.current)
    played = [f"1000:{store}:{cloud.key(sold)}" for number in range(1, days.LAST + 1) for store in ledger.stores
              for sold in sales(store, days.on(number))]
    return [id_ for id_ in played if found[id_] != 1]


def totals(ledger, number: int, stores) -> dict:
    """A day's total as it is booked, as the tills have sent it and as the cloud POS has."""
    day = days.on(number)
    booked = [record for record in ledger.current if record["date"] == str(day) and record["record"]["location"] in stores]
    return {
        "day": days.named(number), "stores": len(stores), "owner": " ".join(sorted({record["writer"] for record in booked})),
        "tills": sum(sold.total for store in stores for sold in sales(store, day)),
        "cloud": sum(cloud.record(sold)["total"] for store in stores for sold in sales(store, day)),
        "booked": sum(record["record"]["total"] for record in booked),
    }


def differing_days(world, numbers) -> list:
    """Store-days of these days on which the product itself finds a difference."""
    wanted = {str(days.on(number)) for number in numbers}
    return [(day["cell"], day["date"]) for day in world.command.json("cutover", "differences", PLAN) if day["date"] in wanted]


def table(rows: list) -> str:
    widths = {name: max(len(name), *(len(str(row[name])) for row in rows)) for name in rows[0]}
    lines = [{name: name for name in rows[0]}] + rows
    return "\n".join("  ".join(f"{row[name]!s:<{width}}" for name, width in widths.items()).rstrip() for row in lines)


def map_of_dates(ledger) -> str:
    """One line for stores that have the same epochs."""
    alike = {}
    for store, epochs in sorted(ledger.epochs.items()):
        alike.setdefault(tuple(epochs), []).append(store)
    return "\n".join(
        f"{stores[0]}–{stores[-1]}  " + " | ".join(f"{writer} from {begin}" if begin else writer for writer, begin in epochs)
        for epochs, stores in alike.items())


class Deliveries:
    """What finance was told."""

    def __init__(self, world):
        items = list(world.rest.pages("/v1/deliveries", world.people["reader"], "after", "next", target="finance"))
        posts = [item for item in items if item["role"] == "poster"]
        standing = Counter()
        for item in posts:
            standing[item["version"]["id"]] += -1 if item["act"] == "reversal" else 1
        self.count = len(items)
        self.first_posting = posts[0]["delivery"] if posts else 1
        self.posted = set(standing)
        self.told = {item["version"]["id"] for item in items if item["role"] == "informational"}
        self.posted_twice = [id_ for id_, count in standing.items() if count != 1] + sorted(self.posted & self.told)
