"""legacy-erp.items-csv: the item master, Windows-1252, semicolons, CRLF, decimal comma."""

from datetime import timedelta

from .. import catalogue
from ..amounts import money
from ..codes import CURRENCY, LEGAL_ENTITY
from ..days import compact
from .sales_csv import quoted

ID = "legacy-erp.items-csv"
ONE_FILE = True
ENCODING = "cp1252"
HEADER = "company;item_no;ean;description;department;tax_class;unit;base_price;currency;status;valid_from\r\n"


def files(run):
    """The master is the company's, not a store's: one file per day with `transactions` items."""
    if run.one_file:
        yield f"items_{LEGAL_ENTITY}_all.csv", document(
            (catalogue.item(index), day) for day in run.days for index in range(run.transactions))
        return
    for day in run.days:
        yield f"items_{LEGAL_ENTITY}_{compact(day)}.csv", document(
            (catalogue.item(index), day) for index in range(run.transactions))


def document(items):
    """Byte chunks of one file from (item, day of the export)."""
    yield HEADER.encode(ENCODING)
    for item, day in items:
        yield row(item, day - timedelta(days=item.index % 365)).encode(ENCODING)


def row(item, valid_from) -> str:
    since = f"{valid_from.day:02d}.{valid_from.month:02d}.{valid_from.year}"
    status = "I" if item.index % 50 == 49 else "A"
    return (f"{LEGAL_ENTITY};{item.sku};{item.ean};{quoted(item.description, ';')};{item.department};{item.tax_class};"
            f"{item.unit};{money(item.price, ',')};{CURRENCY};{status};{since}\r\n")
