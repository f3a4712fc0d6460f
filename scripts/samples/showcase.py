"""The hand-picked content of the good files in Samples/: few records, each a different case."""

from datetime import date

from . import catalogue, trade
from .codes import CARD, CASH, VOUCHER
from .interfaces import amazon_settlement, cloud_erp, movements_xml, shopify_order
from .trade import Event, StoreDay, line, negated

STORE = "0001"
DAY = date(2026, 1, 5)
NO_SUCH_DAY = "2026-02-30"

WHITE_BREAD, APPLES, SHIRT, WATER = 10, 1, 5, 3
SEEDS, SCREEN_MOUNT, CABLE, SALMON, BAG, INACTIVE, CREAM = 26, 27, 17, 89, 95, 49, 92


def sales(unknown_item=False, bad_day=False) -> StoreDay:
    """Six sales at two tills: cash with change; weights; discounts, a voided line and a split tender; a return;
    and a sale with its post-void. Around them what must not be posted: sign-ons, training, no-sale, cancelled."""
    item = catalogue.item
    bread = catalogue.unknown(item(WHITE_BREAD)) if unknown_item else item(WHITE_BREAD)
    seeds = line(item(SEEDS), 1000, CARD)
    rows = [
        (trade.OPEN, 1, 1, "08:50:01", 1, {}),
        (trade.OPEN, 2, 1, "08:52:30", 2, {}),
        (trade.TRAINING, 1, 2, "08:55:00", 1, {"lines": [line(item(SHIRT), 1000, CASH)]}),
        (trade.SALE, 1, 3, "09:12:40", 1, {"lines": [line(bread, 2000, CASH), line(item(WATER), 6000, CASH)],
                                           "change": 96}),
        (trade.SALE, 2, 2, "09:30:05", 2, {"lines": [line(item(APPLES), 1284, CARD), line(item(SALMON), 246, CARD)]}),
        (trade.SALE, 1, 4, "10:01:17", 1, {"lines": [line(item(SHIRT), 2000, CARD, unit_discount=135),
                                                     line(item(BAG), 1000, VOUCHER)],
                                           "voided": line(item(CREAM), 1000, CARD)}),
        (trade.NO_SALE, 2, 3, "10:15:00", 2, {}),
        (trade.RETURN, 2, 4, "11:20:59", 2, {"lines": [negated(line(item(CABLE), 1000, CASH))]}),
        (trade.SALE, 1, 5, "12:00:00", 1, {"lines": [seeds]}),
        (trade.POST_VOID, 1, 6, "12:03:30", 1, {"lines": [negated(seeds)], "original": (1, 5)}),
        (trade.CANCELLED, 2, 5, "13:45:10", 2, {"lines": [line(item(WATER), 1000, CASH)]}),
        (trade.CLOSE, 1, 7, "20:05:00", 1, {}),
        (trade.CLOSE, 2, 6, "20:06:00", 2, {}),
    ]
    return StoreDay(STORE, DAY, [_event(bad_day, *row) for row in rows])


def _event(bad_day, kind, register, number, time, cashier, more):
    hours, minutes, seconds = map(int, time.split(":"))
    day = NO_SUCH_DAY if bad_day and kind == trade.RETURN else DAY
    return Event(kind, STORE, day, register, number, 3600 * hours + 60 * minutes + seconds, cashier, **more)


def master_items():
    """(item, day of the export) of six items; the row itself counts `valid_from` back from that day."""
    return [(catalogue.item(index), DAY) for index in (WHITE_BREAD, APPLES, SEEDS, SCREEN_MOUNT, INACTIVE, CREAM)]


def positions(unknown_item=False):
    item = catalogue.item
    shirt = catalogue.unknown(item(SHIRT)) if unknown_item else item(SHIRT)
    at = 20 * 3600 + 1800
    return [(item(WHITE_BREAD), 14_000, 0, at), (item(APPLES), 38_450, 0, at + 60), (shirt, 25_000, 3_000, at + 120),
            (item(SALMON), 1_250, 0, at + 180), (item(SEEDS), -2_000, 0, at + 240), (item(INACTIVE), 0, 0, at + 300)]


def movements(unknown_item=False, bad_day=False):
    item = catalogue.item
    shirt = catalogue.unknown(item(SHIRT)) if unknown_item else item(SHIRT)
    day = NO_SUCH_DAY if bad_day else DAY
    return [
        (movements_xml.RECEIPT, None, "9001", DAY, 6 * 3600 + 900, "GR01", [(item(WATER), 480_000), (item(APPLES), 250_500)]),
        (movements_xml.TRANSFER, "9001", "0001", DAY, 9 * 3600, "REPL", [(shirt, 12_000), (item(BAG), 4_000)]),
        (movements_xml.TRANSFER, "9001", "0002", day, 9 * 3600 + 600, "REPL", [(item(WATER), 96_000)]),
        (movements_xml.ISSUE, "9001", None, DAY, 15 * 3600, "EXP1", [(item(CREAM), 7_000)]),
    ]


def settlement_rows(unknown_item=False):
    """Three orders, one refund, fees, and an amount type that nobody has seen before."""
    item = catalogue.item
    bag = catalogue.unknown(item(BAG)) if unknown_item else item(BAG)
    orders = ((item(SHIRT), 2, {"shipping": True}), (bag, 1, {"promotion": True}), (item(CABLE), 1, {"unknown": True}),
              (item(SHIRT), 1, {"refund": True}))
    for index, (sold, pieces, options) in enumerate(orders):
        identity = amazon_settlement.order_identity(0xA100 + index, STORE, DAY, index, "Amazon.de")
        yield from amazon_settlement.order(identity, (DAY, 3600 * (9 + index)), sold, pieces, **options)
    for description, cents in (("Storage Fee", -124), ("Subscription Fee", -390)):
        yield amazon_settlement.fee("ServiceFee", (DAY, 86_100), "Amazon.de", "other-transaction", description, cents)


def orders(unknown_item=False):
    """Web with a discount and shipping; till with two tax rates; web with a refund."""
    item = catalogue.item
    bag = catalogue.unknown(item(BAG)) if unknown_item else item(BAG)
    return [
        shopify_order.order(1001, None, DAY, 34_567, [(item(SHIRT), 2), (bag, 1)], discount_percent=10, shipping=490),
        shopify_order.order(1002, STORE, DAY, 45_000, [(item(WHITE_BREAD), 1), (item(WATER), 6)]),
        shopify_order.order(1003, None, DAY, 70_000, [(item(SEEDS), 3), (item(CABLE), 1)], shipping=490, refund=True),
    ]


def cloud_items():
    return [cloud_erp.item(index, DAY) for index in (WHITE_BREAD, APPLES, SEEDS, INACTIVE)]


def cloud_prices():
    return [cloud_erp.price(WHITE_BREAD, None, DAY), cloud_erp.price(SHIRT, STORE, DAY), cloud_erp.price(APPLES, None, DAY)]
