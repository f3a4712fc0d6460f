"""What is sold: twelve sales per store and day, with everything in them that a nightly file can show.

The same store and day give the same sales, so that tills and cloud speak of one trade.
"""

from datetime import date
from functools import lru_cache
from random import Random

from samples import catalogue
from samples.codes import CARD, CASH, VOUCHER
from samples.trade import EXCHANGE, RETURN, SALE, Event, line, negated

STORES = tuple(f"{number:04d}" for number in range(1, 21))
PER_DAY = 12
REGISTERS = 3
ZERO_RATED = 58     # an item without tax: books


@lru_cache(maxsize=None)
def sales(store: str, day: date) -> tuple:
    """The sales of a store-day, in order of time; each register counts its own numbers from 1."""
    random = Random(f"{store}/{day}")
    return tuple(
        Event(kind, store, day, index % REGISTERS + 1, index // REGISTERS + 1, 9 * 3600 + index * 3000, lines=lines)
        for index, (kind, lines) in enumerate(_baskets(random)))


def another(store: str, day: date, register: int, number: int) -> Event:
    """A sale beyond the twelve: one that was forgotten, or comes from the wrong place."""
    random = Random(f"{store}/{day}/{register}/{number}")
    return Event(SALE, store, day, register, number, 20 * 3600, lines=[_line(random, CASH)])


def cancelling(sold: Event, number: int) -> Event:
    """The sale that takes another one back: all lines negative."""
    return Event(RETURN, sold.store, sold.day, sold.register, number, 20 * 3600, lines=[negated(one) for one in sold.lines],
                 original=(sold.register, sold.number))


def _baskets(random: Random):
    bread, wine = _line(random, CASH), _line(random, CARD)
    yield SALE, [bread]
    yield SALE, [wine, _line(random, CARD, discount=30)]
    yield RETURN, [negated(_line(random, CASH))]
    yield EXCHANGE, [_line(random, CARD), negated(_line(random, CARD))]
    yield SALE, [_line(random, VOUCHER), _line(random, CASH)]                       # split tender
    yield SALE, [line(catalogue.item(ZERO_RATED), 1000, CARD)]                      # tax-exempt
    yield EXCHANGE, [bread, negated(bread)]                                         # adds up to zero
    for _ in range(PER_DAY - 7):
        yield SALE, [_line(random, random.choice((CASH, CARD))) for _ in range(1)]


def _line(random: Random, tender: int, discount: int = 0):
    item = catalogue.item(random.randrange(catalogue.ASSORTMENT))
    quantity = random.randrange(200, 1800, 2) if item.weighed else 1000 * random.randint(1, 3)
    return line(item, quantity, tender, 0 if item.weighed else discount)
