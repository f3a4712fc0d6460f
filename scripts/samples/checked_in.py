"""Writes the files under Samples/: per interface good ones, and `broken/` with one fault each, named after it."""

import json
import os

from . import showcase
from .days import compact
from .interfaces import (amazon_settlement, cloud_erp, idoc, items_csv, movements_xml, poslog, rtlog, sales_csv,
                         shopify_order, stock_csv, tenders_csv)
from .output import write_file

STAMP = compact(showcase.DAY)
ITEM, PRICE = cloud_erp.ItemInterface.ID, cloud_erp.PriceInterface.ID
ERROR_PAGE = b"<!DOCTYPE html>\n<html><head><title>503</title><body><p>Service unavailable<br>try again later</body></html>\n"


def write_all(folder: str) -> int:
    for path, data in sorted(samples().items()):
        os.makedirs(os.path.join(folder, os.path.dirname(path)), exist_ok=True)
        write_file(os.path.join(folder, os.path.dirname(path)), os.path.basename(path), [data])
        print(path)
    return 0


def samples() -> dict[str, bytes]:
    """Path below Samples/ → content."""
    files = {}
    for name, good, broken in (_sales_csv(), _rtlog(), _idoc(), _items(), _stock(), _tenders(), _poslog(), _movements(),
                               _amazon(), _amazon_wide(), _shopify(), _cloud_item(), _cloud_price()):
        files |= {f"{name}/{file}": data for file, data in good.items()}
        files |= {f"{name}/broken/{file}": data for file, data in broken.items()}
    return files


def whole(chunks) -> bytes:
    return b"".join(bytes(chunk) for chunk in chunks)


def replaced(data: bytes, old: bytes, new: bytes, last=False) -> bytes:
    """One replacement, of the first or the last occurrence. That nothing is found is a fault of the caller."""
    place = data.rfind(old) if last else data.find(old)
    if place < 0:
        raise ValueError(f"{old!r} not found")
    return data[:place] + new + data[place + len(old):]


def cut(data: bytes, mark: bytes, keep: int) -> bytes:
    """Ends the file `keep` bytes after the start of the last `mark`."""
    place = data.rfind(mark)
    if place < 0:
        raise ValueError(f"{mark!r} not found")
    return data[:place + keep]


def without_end(data: bytes, line: int) -> bytes:
    """Without the line end of one line, from 1: two records stand on it."""
    lines = data.splitlines(True)
    lines[line - 1] = lines[line - 1].rstrip(b"\r\n")
    return b"".join(lines)


def moved(data: bytes, line: int, behind: int, keeps=False) -> bytes:
    """One line, from 1, behind another one; `keeps` leaves it where it was as well."""
    lines = data.splitlines(True)
    moving = lines[line - 1]
    lines.insert(behind, moving)
    if not keeps:
        del lines[line - 1]
    return b"".join(lines)


def recoded(data: bytes, right: str, wrong: str) -> bytes:
    changed = data.decode(right).encode(wrong)
    if changed == data:
        raise ValueError("the encodings do not differ on this file")
    return changed


def _sales(**faults):
    return whole(sales_csv.document([showcase.sales(**faults)]))


def _rtlog_file(**faults):
    return whole(rtlog.document([showcase.sales(**faults)]))


def _tenders_file():
    return whole(tenders_csv.document([showcase.sales()]))


def _poslog_file(version=2, **faults):
    return whole(poslog.document([showcase.sales(**faults)], version))


def _movements_file(count=None, **faults):
    return whole(movements_xml.document("9001", showcase.DAY, showcase.movements(**faults), count))


def _sales_csv():
    good = _sales()
    return sales_csv.ID, {f"sales_0001_{STAMP}.csv": good}, {
        "unknown-sku.csv": _sales(unknown_item=True),
        "bad-date.csv": _sales(bad_day=True),
        "wrong-encoding.csv": recoded(good, "utf-8", "cp1252"),
        "truncated.csv": cut(good, b"A,-1.85", 1),
        "line-end-lost.csv": without_end(good, 3),
        "column-renamed.csv": replaced(good, b"tax_amount", b"vat"),
        "column-nobody-knows.csv": b"".join(
            line + (b",deposit\n" if place == 0 else b",0.25\n") for place, line in enumerate(good.splitlines())),
        "quote-not-doubled.csv": replaced(good, b",Ladekabel", b',"Kabel 24" lang'),
        "two-files-in-one.csv": good + good,
        "rows-apart.csv": moved(good, 2, 6),
        "line-twice.csv": moved(good, 2, 2, keeps=True),
        "wrong-interface.csv": _tenders_file()}


def _rtlog():
    good = _rtlog_file()
    lines = good.split(b"\n")
    count = lines[-2][15:]
    first_tail = next(number for number, text in enumerate(lines) if text.startswith(b"TTAIL") and not text.endswith(b"0" * 10))
    tail = lines[first_tail]
    return rtlog.ID, {f"RTLOG_0001_{STAMP}_{STAMP}230000.DAT": good}, {
        "wrong-trailer.dat": replaced(good, lines[-2], lines[-2][:15] + b"%010d" % (int(count) + 1), last=True),
        "wrong-transaction-trailer.dat": replaced(good, tail, tail[:15] + b"%010d" % (int(tail[15:]) - 1)),
        "unknown-sku.dat": _rtlog_file(unknown_item=True),
        "bad-date.dat": _rtlog_file(bad_day=True),
        "wrong-encoding.dat": replaced(good, b"00000000031002  ", b"0000000003K\xf6hler"),
        "truncated.dat": cut(good, b"TTEND", 200),
        "line-end-lost.dat": without_end(good, 6),
        "other-sign.dat": replaced(good, b"N000000010000EA", b"n000000010000EA"),
        "longer-version.dat": b"".join(line + b" V15\n" if line.startswith(b"TITEM") else line + b"\n" for line in good.splitlines()),
        "wrong-interface.dat": whole(idoc.document([showcase.sales()]))}


def _idoc():
    good = whole(idoc.document([showcase.sales()]))
    name = "Álvaro Pérez"
    return idoc.ID, {f"WPUBON01_0001_{STAMP}.idoc": good,
                     f"WPUBON01_0001_{STAMP}-trimmed.idoc": whole(idoc.document([showcase.sales()], trim=True))}, {
        "unknown-sku.idoc": whole(idoc.document([showcase.sales(unknown_item=True)])),
        "bad-date.idoc": whole(idoc.document([showcase.sales(bad_day=True)])),
        "wrong-encoding.idoc": good.replace(name.encode("cp1252") + b"  ", name.encode()),
        "truncated.idoc": cut(good, b"E2WPB02", 80),
        "line-end-lost.idoc": without_end(good, 6),
        "wrong-interface.idoc": _rtlog_file()}


def _items():
    good = whole(items_csv.document(showcase.master_items()))
    return items_csv.ID, {f"items_1000_{STAMP}.csv": good}, {
        "bad-date.csv": replaced(good, b"A;10.12.2025", b"A;31.11.2025"),
        "wrong-encoding.csv": recoded(good, "cp1252", "utf-8"),
        "truncated.csv": cut(good, b"1000;100093", 30),
        "spreadsheet.csv": replaced(good, b";2000001000274;", b";2,00000E+12;"),
        "wrong-interface.csv": _sales()}


def _stock():
    def file(**faults):
        return whole(stock_csv.document(showcase.STORE, showcase.DAY, showcase.positions(**faults)))
    good = file()
    return stock_csv.ID, {f"stock_0001_{STAMP}.csv": good}, {
        "wrong-trailer.csv": replaced(good, b"T,6,76.700", b"T,6,77.700"),
        "unknown-sku.csv": file(unknown_item=True),
        "bad-date.csv": replaced(good, b"KGM,20260105203100", b"KGM,20260230203100"),
        "truncated.csv": cut(good, b"D,", 12),
        "wrong-interface.csv": _sales()}


def _tenders():
    good = _tenders_file()
    return tenders_csv.ID, {f"tenders_0001_{STAMP}.csv": good}, {
        "bad-date.csv": replaced(good, b"|2026-01-05T20:17", b"|2026-13-05T20:17"),
        "truncated.csv": cut(good, b"0001|2|", 47),
        "wrong-interface.csv": _sales()}


def _poslog():
    good = _poslog_file()
    return poslog.ID, {f"POSLog_0001_{STAMP}.xml": good, f"POSLog6_0001_{STAMP}.xml": _poslog_file(6)}, {
        "unknown-sku.xml": _poslog_file(unknown_item=True),
        "bad-date.xml": _poslog_file(bad_day=True),
        "wrong-encoding.xml": recoded(good, "utf-8", "cp1252"),
        "truncated.xml": cut(good, b"<RetailTransaction", 400),
        "line-of-unknown-type.xml": replaced(replaced(good, b"<Tender ", b"<Donation "), b"</Tender>", b"</Donation>"),
        "not-xml.xml": ERROR_PAGE,
        "wrong-interface.xml": _movements_file()}


def _movements():
    good = _movements_file()
    return movements_xml.ID, {f"movements_9001_{STAMP}.xml": good}, {
        "wrong-trailer.xml": _movements_file(count=5),
        "unknown-sku.xml": _movements_file(unknown_item=True),
        "bad-date.xml": _movements_file(bad_day=True),
        "truncated.xml": cut(good, b"<Movement ", 250),
        "not-xml.xml": ERROR_PAGE,
        "wrong-interface.xml": _poslog_file()}


def _amazon():
    number = amazon_settlement.settlement_id(showcase.DAY, 1)

    def file(total=None, **faults):
        return whole(amazon_settlement.document(number, showcase.DAY, showcase.DAY,
                                                lambda: showcase.settlement_rows(**faults), total))
    good = file()
    right = sum(row["amount"] for row in showcase.settlement_rows())
    return amazon_settlement.ID, {f"settlement_{number}.txt": good}, {
        "wrong-trailer.txt": file(total=right + 100),
        "unknown-sku.txt": file(unknown_item=True),
        "bad-date.txt": replaced(good, b"\t2026-01-05\t", b"\t2026-02-30\t"),
        "wrong-encoding.txt": recoded(good, "utf-8", "cp1252"),
        "truncated.txt": cut(good, b"other-transaction", 10),
        "no-total.txt": b"".join(line for place, line in enumerate(good.splitlines(True)) if place != 1),
        "wide-report.txt": _wide_settlement(),
        "wrong-interface.txt": _sales()}


def _wide_settlement(**faults):
    return whole(amazon_settlement.wide_document(
        amazon_settlement.settlement_id(showcase.DAY, 1), showcase.DAY, showcase.DAY,
        lambda: showcase.settlement_rows(**faults)))


def _amazon_wide():
    good = _wide_settlement()
    number = amazon_settlement.settlement_id(showcase.DAY, 1)
    return amazon_settlement.WIDE_ID, {f"settlement_{number}.txt": good}, {
        "line-lost.txt": b"".join(line for place, line in enumerate(good.splitlines(True)) if place != 4),
        "tall-report.txt": whole(amazon_settlement.document(number, showcase.DAY, showcase.DAY, showcase.settlement_rows))}


def _shopify():
    good = [shopify_order.document(body) for body in showcase.orders()]
    return shopify_order.ID, {f"order_{shopify_order.ORDERS + 1001 + place}.json": data for place, data in enumerate(good)}, {
        "unknown-sku.json": shopify_order.document(showcase.orders(unknown_item=True)[0]),
        "bad-date.json": replaced(good[1], b'"processed_at": "2026-01-05', b'"processed_at": "2026-02-30'),
        "wrong-encoding.json": recoded(good[1], "utf-8", "cp1252"),
        "truncated.json": good[0][:1500],
        "two-in-a-list.json": b'{"orders": [' + good[0] + b"," + good[1] + b"]}",
        "key-twice.json": replaced(good[0], b'"currency":', b'"currency": "USD", "currency":'),
        "wrong-interface.json": cloud_erp.document(showcase.cloud_items()[0])}


def _cloud_item():
    bodies = showcase.cloud_items()
    good = [cloud_erp.document(body) for body in bodies]
    return ITEM, {"item_100011.json": good[0], "item_100050.json": good[3], "items.json": whole(cloud_erp.array(bodies))}, {
        "bad-date.json": cloud_erp.document(bodies[0] | {"validFrom": showcase.NO_SUCH_DAY}),
        "wrong-encoding.json": recoded(good[0], "utf-8", "cp1252"),
        "truncated.json": good[0][:120],
        "wrong-interface.json": cloud_erp.document(showcase.cloud_prices()[0])}


def _cloud_price():
    bodies = showcase.cloud_prices()
    good = [cloud_erp.document(body) for body in bodies]
    return PRICE, {"price_100011.json": good[0], "price_100006_0001.json": good[1],
                   "prices.json": whole(cloud_erp.array(bodies))}, {
        "unknown-sku.json": cloud_erp.document(bodies[0] | {"itemNumber": "999999"}),
        "something-behind.json": good[0] + b"trailing",
        "bad-date.json": cloud_erp.document(bodies[1] | {"validTo": showcase.NO_SUCH_DAY}),
        "truncated.json": good[0][:120],
        "wrong-interface.json": cloud_erp.document(showcase.cloud_items()[0])}
