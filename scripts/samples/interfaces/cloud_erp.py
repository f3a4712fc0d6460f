"""cloud-erp.item and cloud-erp.price: what the new ERP sends over REST, one JSON object per body.

With --one-file a body is an array of the same objects.
"""

import json
from datetime import timedelta

from .. import catalogue
from ..amounts import money
from ..codes import CLOUD_LEGAL_ENTITY, CURRENCY
from ..days import compact

UNITS = {"PCE": "each", "KGM": "kilogram"}
TAX = {"S": "standard", "R": "reduced", "Z": "zero"}


class ItemInterface:
    ID = "cloud-erp.item"
    ONE_FILE = True

    @staticmethod
    def files(run):
        """Items are the company's: `transactions` items per day, whatever the number of stores."""
        bodies = ((f"item_{item(index, day)['itemNumber']}_{compact(day)}.json", item(index, day))
                  for day in run.days for index in range(run.transactions))
        yield from _files(run, "items_all.json", bodies)


class PriceInterface:
    ID = "cloud-erp.price"
    ONE_FILE = True

    @staticmethod
    def files(run):
        first = run.stores[0]
        bodies = ((f"price_{index + 1:06d}_{store}_{compact(day)}.json",
                   price(index, None if store == first and index % 2 == 0 else store, day))
                  for store, day in run.stores_and_days() for index in range(run.transactions))
        yield from _files(run, "prices_all.json", bodies)


def _files(run, name, bodies):
    if run.one_file:
        yield name, array(body for _, body in bodies)
        return
    for own_name, body in bodies:
        yield own_name, [document(body)]


def document(body) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def array(bodies):
    """Byte chunks of a JSON array, one object per line."""
    lead = "[\n"
    for body in bodies:
        yield (lead + json.dumps(body, ensure_ascii=False)).encode()
        lead = ",\n"
    yield b"\n]\n" if lead == ",\n" else b"[]\n"


def item(index, day) -> dict:
    source = catalogue.item(index)
    return {"itemNumber": source.sku, "gtin": source.ean, "description": source.description,
            "department": source.department, "taxClass": TAX[source.tax_class], "unit": UNITS[source.unit],
            "status": "inactive" if index % 50 == 49 else "active", "legalEntity": CLOUD_LEGAL_ENTITY,
            "validFrom": str(day)}


def price(index, location, day) -> dict:
    """The base price without a location and without an end; a store's price is a promotion of 14 days."""
    source = catalogue.item(index)
    cents = source.price if location is None else source.price - source.price // 10
    return {"itemNumber": source.sku, "legalEntity": CLOUD_LEGAL_ENTITY, "location": location, "currency": CURRENCY,
            "amount": money(cents), "validFrom": str(day),
            "validTo": None if location is None else str(day + timedelta(days=13)),
            "priceType": "regular" if location is None else "promotion"}
