"""What the cloud POS states: the same sales in the canonical form, as the tills' interface maps them too."""

from samples.amounts import money, quantity
from samples.codes import CSV_TENDER, CURRENCY, LEGAL_ENTITY
from samples.days import clock

TAX = {"S": "standard", "R": "reduced", "Z": "zero"}
BERLIN_WINTER = 3600    # seconds ahead of UTC; the story ends before summer time
DRIFT = 17              # seconds between the clocks of cloud and till: within what the plan tolerates


def record(sold, kind: str = "", original: dict | None = None) -> dict:
    """A sale as `POST /v1/records/sale` takes it. Money is in cents, quantities are exact text."""
    stated = {
        "entity": LEGAL_ENTITY, "location": sold.store, "businessDate": str(sold.day), "register": str(sold.register),
        "number": str(sold.number), "type": kind or sold.kind,
        "at": f"{sold.day}T{clock(sold.seconds - BERLIN_WINTER + DRIFT)}Z", "currency": CURRENCY,
        "lines": [_line(number, line) for number, line in enumerate(sold.lines, 1)],
        "taxes": [{"code": code, "taxable": taxable, "amount": tax} for code, (taxable, tax) in _taxes(sold).items()],
        "tenders": [{"type": CSV_TENDER[tender], "amount": amount} for tender, amount in _tenders(sold).items()],
        "total": sold.total,
    }
    if original:
        stated["original"] = original
    return stated


def key(sold) -> str:
    """The natural key of a sale."""
    return f"{sold.day}:{sold.register}:{sold.number}"


def _line(number, line) -> dict:
    return {
        "line": number, "item": line.item.sku, "description": line.item.description.upper(),
        "quantity": quantity(line.quantity, line.item.weighed), "unitPrice": money(line.price), "discount": line.discount,
        "amount": line.total, "taxCode": TAX[line.item.tax_class], "tax": line.tax,
    }


def _taxes(sold) -> dict:
    sums = {}
    for line in sold.lines:
        taxable, tax = sums.get(TAX[line.item.tax_class], (0, 0))
        sums[TAX[line.item.tax_class]] = (taxable + line.total, tax + line.tax)
    return sums


def _tenders(sold) -> dict:
    """Those that net to nothing stay: the file has their lines."""
    sums = {}
    for line in sold.lines:
        sums[line.tender] = sums.get(line.tender, 0) + line.total
    return sums
