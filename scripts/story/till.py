"""What the old tills send: a CSV file for each store and day, as the generator of samples writes it."""

from datetime import date

from samples.days import compact
from samples.interfaces import sales_csv
from samples.trade import StoreDay

from .sales import STORES

INTERFACE = sales_csv.ID
ALL = STORES


def name(store: str, day: date) -> str:
    return f"sales_{store}_{compact(day)}.csv"


def document(events) -> bytes:
    """A file with these sales; they may be of several days."""
    first = events[0]
    return b"".join(sales_csv.document([StoreDay(first.store, first.day, events)]))
