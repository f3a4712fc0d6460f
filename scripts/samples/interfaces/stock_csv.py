"""store.stock-csv: stock positions of one store and day; record type in the first column, no column names."""

from random import Random

from .. import catalogue
from ..amounts import decimal3, quantity
from ..days import clock, compact

ID = "store.stock-csv"
ONE_FILE = False


def files(run):
    for store, day in run.stores_and_days():
        yield f"stock_{store}_{compact(day)}.csv", document(store, day, positions(run.seed, store, day, run.transactions))


def positions(seed, store, day, count):
    """(item, on hand, reserved, counted at) with quantities in thousandths."""
    bits = Random(f"{seed}/stock/{store}/{day}").getrandbits
    for index in range(count):
        item = catalogue.item(index)
        choice = bits(48)
        on_hand = choice & 0xFFFF if item.weighed else (choice & 0xFF) * 1000
        reserved = (choice >> 16 & 7) * 1000 if choice >> 20 & 3 == 0 and not item.weighed else 0
        if choice >> 24 & 63 == 0:
            on_hand = -1000 * (choice >> 30 & 3)
        yield item, on_hand, reserved, 20 * 3600 + 1800 + index % 3600


def document(store, day, rows):
    """Byte chunks of one file."""
    stamp = compact(day)
    yield f"H,{store},{stamp},{stamp}213000\n".encode()
    count = total = 0
    for item, on_hand, reserved, counted in rows:
        count += 1
        total += on_hand
        yield (f"D,{item.sku},{quantity(on_hand, item.weighed)},{quantity(reserved, item.weighed)},{item.unit},"
               f"{stamp}{clock(counted).replace(':', '')}\n").encode()
    yield f"T,{count},{decimal3(total)}\n".encode()
