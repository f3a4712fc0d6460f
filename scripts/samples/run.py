"""What was asked for on the command line, in the terms that the interfaces need."""

from dataclasses import dataclass
from datetime import date, timedelta

from .days import FIRST_DAY, compact
from .trade import StoreDay, store_day


@dataclass(frozen=True)
class Run:
    store_count: int
    day_count: int
    transactions: int
    seed: int
    first_day: date = FIRST_DAY
    one_file: bool = False
    lines: int = 4
    exact_lines: bool = False
    poslog: int = 2
    trim: bool = False

    @property
    def stores(self) -> list[str]:
        return [f"{number:04d}" for number in range(1, self.store_count + 1)]

    @property
    def days(self) -> list[date]:
        return [self.first_day + timedelta(days=number) for number in range(self.day_count)]

    def stores_and_days(self):
        return ((store, day) for day in self.days for store in self.stores)

    def store_days(self):
        """The trade of every store and day, in order of day and store."""
        for store, day in self.stores_and_days():
            yield self.trade(store, day)

    def trade(self, store: str, day: date) -> StoreDay:
        return store_day(self.seed, store, day, self.transactions, self.lines, self.exact_lines)

    def trade_files(self, each: str, all_: str):
        """(name, store-days) for a format that may hold one store-day or many."""
        if self.one_file:
            yield all_.format(first=compact(self.days[0]), last=compact(self.days[-1])), self.store_days()
            return
        for trade in self.store_days():
            yield each.format(store=trade.store, day=compact(trade.day)), [trade]
