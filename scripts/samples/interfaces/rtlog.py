"""store-pos.rtlog: Oracle Retail RTLOG 14.1.3, one file per store and business date."""

from .. import trade
from ..codes import CARD, CASH, RTLOG_TAX, RTLOG_TENDER, TAX_PERCENT, VOUCHER
from ..days import clock, compact
from . import rtlog_layout as layout

ID = "store-pos.rtlog"
ONE_FILE = False
TYPES = {trade.SALE: "SALE", trade.EXCHANGE: "SALE", trade.RETURN: "RETURN", trade.POST_VOID: "PVOID",
         trade.OPEN: "OPEN", trade.CLOSE: "CLOSE", trade.NO_SALE: "NOSALE"}


def files(run):
    for store_day in run.store_days():
        stamp = compact(store_day.day)
        yield f"RTLOG_{store_day.store}_{stamp}_{stamp}230000.DAT", document([store_day])


def document(days):
    """Byte chunks of one file. `days` has one store-day: the file header names one location and one date."""
    (store_day,) = days
    day = compact(store_day.day)
    number = 1
    yield _end(layout.FHEAD.line(type="FHEAD", line="1", file_type="RTLG", created=day + "230000", business_date=day,
                                 location=store_day.store, reference=f"POLL{day}", origin="POS"))
    for event in store_day.events:
        if event.kind not in TYPES:
            continue
        records = transaction(event)
        chunk = bytearray()
        for name, values in records:
            number += 1
            chunk += _end(getattr(layout, name).line(type=name, line=str(number), **values))
        yield chunk
    yield _end(layout.FTAIL.line(type="FTAIL", line=str(number + 1), count=str(number - 1)))


def transaction(event):
    """(record type, values) from THEAD to TTAIL."""
    original = {}
    if event.original:
        original = {"original_register": str(event.original[0]), "original_number": str(event.original[1])}
    body = []
    for sold in event.lines:
        status = "V" if event.kind == trade.POST_VOID else "S" if sold.quantity > 0 else "R"
        body += _item(sold, status)
    if event.voided:
        body += _item(event.voided, "S") + _item(trade.negated(event.voided), "V")
    for tax_class, (_, tax) in event.taxes().items():
        if TAX_PERCENT[tax_class]:
            body.append(("TTAX", {"code": RTLOG_TAX[tax_class], "sign": _sign(tax), "amount": str(abs(tax) * 100)}))
    for tender, amount in event.tenders:
        body.append(_tender(event, tender, amount + (event.change if tender == CASH else 0)))
    if event.change:
        body.append(_tender(event, CASH, -event.change))
    head = {"register": str(event.register), "date": compact_time(event), "number": str(event.number),
            "cashier": event.cashier[0], "transaction_type": _type(event), "reference1": f"Filiale {event.store}",
            "system": "POS"} | original
    return [("THEAD", head), *body, ("TTAIL", {"count": str(len(body))})]


def compact_time(event) -> str:
    day = event.day if isinstance(event.day, str) else str(event.day)
    return day.replace("-", "") + clock(event.seconds).replace(":", "")


def _type(event) -> str:
    return "EEXCH" if event.kind == trade.EXCHANGE and not event.total else TYPES[event.kind]


def _item(sold, status):
    item = sold.item
    sign = _sign(sold.quantity)
    quantity = str(abs(sold.quantity) * 10)
    weighed = "Y" if item.weighed else "N"
    tax = str(abs(sold.tax) * 1000)
    values = {"status": status, "item_type": "ITEM", "number_type": "ITEM", "item": item.sku, "reference_item": item.ean,
              "quantity_sign": sign, "quantity": quantity, "uom": "KG" if item.weighed else "EA",
              "unit_retail": str(sold.price * 100), "taxable": "Y", "swiped": "Y", "drop_ship": "N",
              "uom_quantity": quantity, "catchweight": weighed, "selling_item": item.sku, "total_igtax": tax,
              "sales_type": "R"}
    if status == "R":
        values["return_reason"] = "DAMAGE"
    records = [("TITEM", values)]
    if sold.discount:
        records.append(("IDISC", {"promotion": "1004", "reference": "4711", "discount_type": "SCOUP",
                                  "quantity_sign": sign, "quantity": quantity, "uom_quantity": quantity,
                                  "unit_discount": str(sold.discount * 1000 // sold.quantity * 100),
                                  "catchweight": weighed}))
    percent = TAX_PERCENT[item.tax_class]
    records.append(("IGTAX", {"authority": "49", "code": RTLOG_TAX[item.tax_class], "rate": str(percent * 10000),
                              "sign": sign, "amount": tax}))
    return records


def _tender(event, tender, amount):
    group, number = RTLOG_TENDER[tender]
    values = {"group": group, "tender": number, "sign": _sign(amount), "amount": str(abs(amount) * 100)}
    if tender == CARD:
        values |= {"card": f"************{event.number % 10000:04d}", "authorization": f"{event.number * 7919 % 1000000:06d}"}
    if tender == VOUCHER:
        values["voucher"] = f"GV{event.store}{event.register}{event.number:06d}"
    return "TTEND", values


def _sign(amount: int) -> str:
    return "N" if amount < 0 else "P"


def _end(record: bytearray) -> bytearray:
    record += b"\n"
    return record
