"""What happened at the tills of a store on a business day.

The same seed, store, day and volume give the same sales whatever format tells them, so files of two interfaces can be
compared for parity, and a tender summary agrees with the sales it closes.
"""

from datetime import date
from random import Random
from typing import NamedTuple

from . import catalogue
from .amounts import divide_half_up, extended
from .codes import CARD, CASH, CASHIERS, TAX_PERCENT, VOUCHER

REGISTERS = 3
OPENING, TRADING = 9 * 3600, 11 * 3600

SALE, RETURN, EXCHANGE, POST_VOID = "sale", "return", "exchange", "post-void"
POSTED = frozenset((SALE, RETURN, EXCHANGE, POST_VOID))
OPEN, CLOSE, NO_SALE, TRAINING, CANCELLED = "open", "close", "no-sale", "training", "cancelled"


class Line(NamedTuple):
    """Quantity in thousandths; price in cents per unit; the other amounts in cents with the sign of the quantity."""

    item: catalogue.Item
    quantity: int
    price: int
    discount: int
    tax: int
    total: int
    tender: int


class Event:
    """One transaction of a till. Only the kinds in `POSTED` are sales."""

    __slots__ = ("kind", "store", "day", "register", "number", "seconds", "cashier",
                 "lines", "tenders", "change", "voided", "original")

    def __init__(self, kind, store, day, register, number, seconds, cashier=0,
                 lines=(), change=0, voided=None, original=None):
        self.kind = kind
        self.store = store
        self.day = day
        self.register = register
        self.number = number
        self.seconds = seconds
        self.cashier = CASHIERS[cashier]
        self.lines = lines
        self.change = change        # cents of cash handed back on top of the net cash amount
        self.voided = voided        # a line that was scanned and voided at once: nothing of it remains
        self.original = original    # (register, number) that a post-void cancels
        self.tenders = net_tenders(lines)

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    def taxes(self) -> dict:
        """Tax class → (taxed total, tax), in the order S, R, Z."""
        sums = {}
        for line in self.lines:
            taxed, tax = sums.get(line.item.tax_class, (0, 0))
            sums[line.item.tax_class] = (taxed + line.total, tax + line.tax)
        return {name: sums[name] for name in TAX_PERCENT if name in sums}


class StoreDay(NamedTuple):
    store: str
    day: date
    events: object  # iterable of Event, read once


def net_tenders(lines) -> list:
    """(tender, net cents) per tender in order of first use; what nets to nothing is left out."""
    sums = {}
    for line in lines:
        sums[line.tender] = sums.get(line.tender, 0) + line.total
    return [pair for pair in sums.items() if pair[1]]


def line(item, quantity: int, tender: int, unit_discount: int = 0) -> Line:
    price = item.price
    discount = unit_discount * quantity // 1000
    total = extended(quantity, price) - discount
    percent = TAX_PERCENT[item.tax_class]
    return Line(item, quantity, price, discount, divide_half_up(total * percent, 100 + percent), total, tender)


def negated(source: Line) -> Line:
    return Line(source.item, -source.quantity, source.price, -source.discount, -source.tax, -source.total, source.tender)


def store_day(seed: int, store: str, day: date, transactions: int, mean_lines: int = 4, exact: bool = False) -> StoreDay:
    """Exactly `transactions` sales with exactly `mean_lines` lines on average (in each of them, if `exact`)."""
    return StoreDay(store, day, _events(seed, store, day, transactions, mean_lines, exact))


def _events(seed, store, day, transactions, mean_lines, exact):
    bits = Random(f"{seed}/{store}/{day}").getrandbits
    numbers = [0] * (REGISTERS + 1)
    sellable = [catalogue.item(index) for index in range(catalogue.ASSORTMENT)]

    def numbered(kind, register, seconds, *rest, **more):
        numbers[register] += 1
        return Event(kind, store, day, register, numbers[register], seconds, *rest, **more)

    for register in range(1, REGISTERS + 1):
        yield numbered(OPEN, register, OPENING - 600 + register, register)
    yield numbered(TRAINING, 1, OPENING - 300, 1, [line(sellable[bits(8)], 1000, CASH)])
    count = mean_lines
    previous = None
    for index in range(transactions):
        choice = bits(64)
        seconds = OPENING + index * TRADING // transactions
        register = choice % REGISTERS + 1
        cashier = choice >> 2 & 7
        first_of_pair = index % 2 == 0
        # Line counts come in pairs that add up to twice the mean, and a post-void repeats a sale of just the mean.
        if exact or (first_of_pair and index == transactions - 1):
            count = mean_lines
        elif first_of_pair:
            count = (choice >> 8 & 0xFFFF) % (2 * mean_lines - 1) + 1
        else:
            count = 2 * mean_lines - count
        if index == transactions // 2:
            yield numbered(CANCELLED, register, seconds, cashier, [line(sellable[bits(8)], 1000, CASH)])
        if choice >> 24 & 63 == 0:
            yield numbered(NO_SALE, register, seconds, cashier)
        if (not first_of_pair and previous.kind == SALE and len(previous.lines) == count and choice >> 30 & 7 == 0):
            previous = numbered(POST_VOID, previous.register, seconds, cashier,
                                [negated(sold) for sold in previous.lines],
                                original=(previous.register, previous.number))
            yield previous
            continue
        kind = (choice >> 33 & 0xFFF) % 100
        kind = RETURN if kind < 5 else EXCHANGE if kind < 8 and count > 1 else SALE
        way = (choice >> 45 & 0xFFF) % 100
        tender = CASH if way < 35 else CARD if way < 90 or kind != SALE else VOUCHER
        lines = [_random_line(bits(64), sellable, tender) for _ in range(count)]
        if kind == RETURN:
            lines = [negated(sold) for sold in lines]
        elif kind == EXCHANGE:
            lines[-1] = negated(lines[-1])
        elif count > 1 and choice >> 57 & 15 == 0:
            other = CARD if tender != CARD else VOUCHER
            lines[-1] = lines[-1]._replace(tender=other)
        change, voided = 0, None
        if kind == SALE:
            if choice >> 61 & 1:
                change = _change(lines)
            if choice >> 3 & 31 == 0:
                voided = _random_line(bits(64), sellable, tender)
        previous = numbered(kind, register, seconds, cashier, lines, change, voided)
        yield previous
    for register in range(1, REGISTERS + 1):
        yield numbered(CLOSE, register, OPENING + TRADING + 60 * register, register)


def _random_line(choice, sellable, tender) -> Line:
    item = sellable[(choice & 0xFFFFFF) % catalogue.ASSORTMENT]
    if item.weighed:
        return line(item, 50 + 2 * ((choice >> 24 & 0xFFFF) % 1200), tender)
    pieces = 1 if choice >> 24 & 3 else 1 + (choice >> 26 & 0xFF) % 6
    unit_discount = item.price * (10 if choice >> 34 & 1 else 20) // 100 if choice >> 35 & 7 == 0 else 0
    return line(item, 1000 * pieces, tender, unit_discount)


def _change(lines) -> int:
    """The customer gives a round sum of 5.00 for the cash part."""
    return sum(-amount % 500 for tender, amount in net_tenders(lines) if tender == CASH)
