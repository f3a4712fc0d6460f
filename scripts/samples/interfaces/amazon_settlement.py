"""amazon.settlement-v2: the tall, 24-column flat file; a summary row first, then one row per amount. And the wide one of
amazon.settlement-v1, which has a pair of columns for each type of amount."""

from datetime import timedelta
from random import Random

from .. import catalogue
from ..amounts import divide_half_up, money
from ..codes import CURRENCY
from ..days import clock

ID = "amazon.settlement-v2"
ONE_FILE = True
COLUMNS = ("settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
           "transaction-type", "order-id", "merchant-order-id", "adjustment-id", "shipment-id", "marketplace-name",
           "amount-type", "amount-description", "amount", "fulfillment-id", "posted-date", "posted-date-time",
           "order-item-code", "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased",
           "promotion-id")
WIDE_ID = "amazon.settlement-v1"
# 36 columns; the three of promotions are not there where the period had none.
PROMOTION = ("promotion-id", "promotion-type", "promotion-amount")
WIDE = ("settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
        "transaction-type", "order-id", "merchant-order-id", "adjustment-id", "shipment-id", "marketplace-name",
        "shipment-fee-type", "shipment-fee-amount", "order-fee-type", "order-fee-amount", "fulfillment-id", "posted-date",
        "order-item-code", "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased",
        "price-type", "price-amount", "item-related-fee-type", "item-related-fee-amount", "misc-fee-amount",
        "other-fee-amount", "other-fee-reason-description", *PROMOTION,
        "direct-payment-type", "direct-payment-amount", "other-amount")
# amount-type of the tall file: the columns of type and amount in the wide one.
PAIRS = {"ItemPrice": ("price-type", "price-amount"), "ItemFees": ("item-related-fee-type", "item-related-fee-amount"),
         "Shipment-Fees": ("shipment-fee-type", "shipment-fee-amount"), "Promotion": ("promotion-type", "promotion-amount")}
PLACE = {name: place for place, name in enumerate(COLUMNS)}
MARKETPLACES = ("Amazon.de", "Amazon.fr", "Amazon.it", "Amazon.es", "Amazon.nl", "Non-Amazon DE")


def files(run):
    """One settlement per store (as a marketplace) and day, or one for the whole run."""
    if run.one_file:
        number = settlement_id(run.days[0], 0)
        days = list(run.stores_and_days())
        yield f"settlement_{number}.txt", document(
            number, run.days[0], run.days[-1],
            lambda: (row for store, day in days for row in orders(run.seed, store, day, run.transactions)))
        return
    for store, day in run.stores_and_days():
        number = settlement_id(day, int(store))
        yield f"settlement_{number}.txt", document(
            number, day, day, lambda: orders(run.seed, store, day, run.transactions))


def settlement_id(day, store) -> str:
    return str(20_000_000_000 + day.toordinal() * 10_000 + store)


def document(number, first, last, rows, total=None):
    """Byte chunks of one settlement. `rows` makes the detail afresh each time: the total comes before it."""
    if total is None:
        total = sum(row["amount"] for row in rows())
    deposit = last + timedelta(days=2)
    yield ("\t".join(COLUMNS) + "\n").encode()
    yield _row({"settlement-id": number, "settlement-start-date": f"{first} 00:00:00 UTC",
                "settlement-end-date": f"{last} 23:59:59 UTC", "deposit-date": f"{deposit} 00:00:00 UTC",
                "total-amount": money(total), "currency": CURRENCY})
    for row in rows():
        yield _row(row | {"settlement-id": number, "currency": CURRENCY, "amount": money(row["amount"])})


def wide_document(number, first, last, rows, total=None):
    """Byte chunks of the same settlement in the wide form: the quantity of an order item on a row without amount."""
    if total is None:
        total = sum(row["amount"] for row in rows())
    has_promotions = any(row["amount-type"] == "Promotion" for row in rows())
    columns = [name for name in WIDE if has_promotions or name not in PROMOTION]

    def line(values):
        return ("\t".join(values.get(name, "") for name in columns) + "\n").encode()

    deposit = last + timedelta(days=2)
    yield ("\t".join(columns) + "\n").encode()
    yield line({"settlement-id": number, "settlement-start-date": f"{first}T00:00:00+00:00",
                "settlement-end-date": f"{last}T23:59:59+00:00", "deposit-date": f"{deposit}T00:00:00+00:00",
                "total-amount": money(total), "currency": CURRENCY})
    counted = set()
    for row in rows():
        moment = row["posted-date-time"].replace(" UTC", "+00:00").replace(" ", "T")
        common = {name: row[name] for name in ("transaction-type", "order-id", "adjustment-id", "shipment-id", "marketplace-name",
                                               "fulfillment-id", "order-item-code", "sku") if name in row}
        common |= {"settlement-id": number, "currency": CURRENCY, "posted-date": moment}
        key = (row["transaction-type"], row.get("order-item-code", ""))
        if row.get("quantity-purchased") and key not in counted:
            counted.add(key)
            yield line(common | {"quantity-purchased": row["quantity-purchased"]})
        kind, amount = PAIRS.get(row["amount-type"], ("other-fee-reason-description", "other-fee-amount"))
        more = {"promotion-id": row["promotion-id"]} if row["amount-type"] == "Promotion" and "promotion-id" in row else {}
        yield line(common | more | {kind: row["amount-description"], amount: money(row["amount"])})


def _row(values) -> bytes:
    cells = [""] * len(COLUMNS)
    for name, value in values.items():
        cells[PLACE[name]] = value
    return ("\t".join(cells) + "\n").encode()


def orders(seed, store, day, count):
    """The detail rows, amounts in cents: orders, refunds, promotions, fees, and at the end what is not an order."""
    bits = Random(f"{seed}/amazon/{store}/{day}").getrandbits
    market = MARKETPLACES[int(store) % len(MARKETPLACES)]
    for index in range(count):
        choice = bits(64)
        item = sellable(choice & 0xFFFF)
        moment = (day, 60 + index * 86_000 // count)
        identity = order_identity(choice >> 16, store, day, index, market)
        pieces = 1 if choice >> 40 & 3 else 2 + (choice >> 42 & 1)
        kind = choice >> 44 & 15
        yield from order(identity, moment, item, pieces, refund=kind == 0, shipping=kind in (1, 2, 3),
                         promotion=kind == 4, unknown=choice >> 48 & 127 == 0)
    yield fee("ServiceFee", (day, 86_100), market, "other-transaction", "Storage Fee", -(1000 + bits(12)))
    yield fee("ServiceFee", (day, 86_200), market, "other-transaction", "Subscription Fee", -3900)
    yield fee("Transfer", (day, 86_300), market, "other-transaction", "Current Reserve Amount", -(bits(10)))


def sellable(choice) -> catalogue.Item:
    """An item sold by the piece: a marketplace ships nothing by weight."""
    item = catalogue.item(choice % catalogue.ASSORTMENT)
    return catalogue.item(item.index + 1) if item.weighed and item.index + 1 < catalogue.ASSORTMENT else \
        catalogue.item(0) if item.weighed else item


def order_identity(choice, store, day, index, market):
    serial = day.toordinal() % 10_000_000
    return {"order-id": f"{int(store) % 1000:03d}-{serial:07d}-{index % 10_000_000:07d}",
            "shipment-id": f"D{choice % 16**8:08X}", "marketplace-name": market, "fulfillment-id": "AFN",
            "order-item-code": f"{int(store):04d}{serial:07d}{index:07d}"}


def order(identity, moment, item, pieces, refund=False, shipping=False, promotion=False, unknown=False):
    """All rows of one order item. Each repeats sku and quantity."""
    day, seconds = moment
    base = identity | {"transaction-type": "Refund" if refund else "Order", "posted-date": str(day),
                       "posted-date-time": f"{day} {clock(seconds)} UTC", "sku": item.sku,
                       "quantity-purchased": str(pieces)}
    if refund:
        base |= {"adjustment-id": "amzn1:crow:" + identity["shipment-id"], "shipment-id": ""}
    sign = -1 if refund else 1
    principal = item.price * pieces
    commission = divide_half_up(principal * 15, 100)

    def row(kind, description, cents, **more):
        return base | {"amount-type": kind, "amount-description": description, "amount": cents} | more

    yield row("ItemPrice", "Principal", sign * principal)
    if shipping:
        yield row("ItemPrice", "Shipping", sign * 399)
        yield row("ItemFees", "ShippingChargeback", -sign * 399)
    if promotion:
        yield row("Promotion", "Principal", -sign * divide_half_up(principal, 10), **{"promotion-id": "WINTER-10"})
    yield row("ItemFees", "Commission", -sign * commission)
    if refund:
        yield row("ItemFees", "RefundCommission", -min(500, divide_half_up(commission, 5)))
    else:
        yield row("ItemFees", "FBAPerUnitFulfillmentFee", -285 * pieces)
    if unknown:
        yield row("RegulatoryFees", "Verpackungsgebühr DE", -7 * pieces)


def fee(kind, moment, market, amount_type, description, cents):
    day, seconds = moment
    return {"transaction-type": kind, "marketplace-name": market, "amount-type": amount_type,
            "amount-description": description, "amount": cents, "posted-date": str(day),
            "posted-date-time": f"{day} {clock(seconds)} UTC"}
