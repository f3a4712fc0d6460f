"""store-pos.sales-csv: one row per sales line, header by name, UTF-8."""

from ..amounts import decimal3, money
from ..codes import CSV_TAX, CSV_TENDER
from ..days import clock
from ..trade import POSTED

ID = "store-pos.sales-csv"
ONE_FILE = True
HEADER = ("store_id,register,transaction_no,line_no,business_date,time,sku,description,quantity,"
          "unit_price,discount,tax_code,tax_amount,line_total,tender\n")
FLUSH = 4096


def files(run):
    for name, days in run.trade_files("sales_{store}_{day}.csv", "sales_all_{first}_{last}.csv"):
        yield name, document(days)


def document(days):
    """Byte chunks of one file with the sales of all `days`."""
    rows = [HEADER]
    for store_day in days:
        for event in store_day.events:
            if event.kind in POSTED:
                _rows(event, rows)
                if len(rows) > FLUSH:
                    yield "".join(rows).encode()
                    rows.clear()
    yield "".join(rows).encode()


def _rows(event, rows):
    head = f"{event.store},{event.register},{event.number},"
    when = f",{event.day},{clock(event.seconds)},"
    number = 0
    for item, quantity, price, discount, tax, total, tender in event.lines:
        number += 1
        fixed = item.cache.get(ID)
        if fixed is None:
            fixed = (f"{item.sku},{quoted(item.description)},", f"{money(price)},", f",{CSV_TAX[item.tax_class]},")
            item.cache[ID] = fixed
        amount = decimal3(quantity) if item.weighed else quantity // 1000
        rows.append(f"{head}{number}{when}{fixed[0]}{amount},{fixed[1]}{money(discount) if discount else '0.00'}"
                    f"{fixed[2]}{money(tax)},{money(total)},{CSV_TENDER[tender]}\n")


def quoted(text: str, delimiter: str = ",") -> str:
    """RFC 4180: quotes only where needed, inner quotes doubled."""
    if delimiter in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
