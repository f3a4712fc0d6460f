"""legacy-erp.idoc: SAP IDoc WPUBON01 (sales document by receipt), flat, one segment per line."""

from .. import trade
from ..amounts import decimal3, money
from ..codes import CARD, CASH, CURRENCY, IDOC_TAX, IDOC_TENDER, TAX_PERCENT
from ..days import compact
from ..fixed import Layout
from .rtlog import compact_time

ID = "legacy-erp.idoc"
ONE_FILE = True
ENCODING = "cp1252"
LAST_SEGMENT = 900_000  # the segment number has six digits; beyond this the next IDoc of the file begins
TRANSACTION = {trade.POST_VOID: "STOR"}


def _control():
    fields = (("TABNAM", 10), ("MANDT", 3), ("DOCNUM", 16), ("DOCREL", 4), ("STATUS", 2), ("DIRECT", 1), ("OUTMOD", 1),
              ("EXPRSS", 1), ("TEST", 1), ("IDOCTYP", 30), ("CIMTYP", 30), ("MESTYP", 30), ("MESCOD", 3), ("MESFCT", 3),
              ("STD", 1), ("STDVRS", 6), ("STDMES", 6), ("SNDPOR", 10), ("SNDPRT", 2), ("SNDPFC", 2), ("SNDPRN", 10),
              ("SNDSAD", 21), ("SNDLAD", 70), ("RCVPOR", 10), ("RCVPRT", 2), ("RCVPFC", 2), ("RCVPRN", 10),
              ("RCVSAD", 21), ("RCVLAD", 70), ("CREDAT", 8), ("CRETIM", 6), ("REFINT", 14), ("REFGRP", 14),
              ("REFMES", 14), ("ARCKEY", 70), ("SERIAL", 20))
    return Layout(524, ENCODING, _placed(1, fields))


def _segment(*fields):
    head = (("SEGNAM", 30), ("MANDT", 3), ("DOCNUM", 16), ("SEGNUM", 6), ("PSGNUM", 6), ("HLEVEL", 2))
    return Layout(1063, ENCODING, _placed(1, head) | _placed(64, fields))


def _placed(start, fields):
    placed = {}
    for name, length in fields:
        placed[name] = (start, length, "C")
        start += length
    return placed


CONTROL = _control()
SEGMENTS = {
    "E2WPB01": _segment(("POSKREIS", 5), ("KASSID", 25), ("VORGDATUM", 8), ("VORGZEIT", 6), ("BONNUMMER", 15),
                        ("QUALKDNR", 4), ("KUNDNR", 25), ("KASSIERER", 10), ("CSHNAME", 35), ("BELEGWAERS", 4)),
    "E2WPB02": _segment(("VORGANGART", 4), ("QUALARTNR", 4), ("ARTNR", 25), ("SERIENNR", 25), ("VORZEICHEN", 1),
                        ("MENGE", 10), ("VERKAEUFER", 10), ("AKTIONSNR", 15), ("REFBONNR", 15)),
    "E2WPB03": _segment(("VORZEICHEN", 1), ("KONDITION", 4), ("KONDVALUE", 35), ("CONDID20", 20)),
    "E2WPB04": _segment(("MWSKZ", 5), ("MWSBT", 35)),
    "E2WPB06": _segment(("VORZEICHEN", 1), ("ZAHLART", 4), ("SUMME", 35), ("CCINS", 25), ("KARTENNR", 25),
                        ("GUELTBIS", 8), ("AUTORINR", 15)),
    "E2WPB07": _segment(("VORZEICHEN", 1), ("MWSKZ", 5), ("MWSBT", 35)),
}
LEVELS = {"E2WPB01": "02", "E2WPB02": "03", "E2WPB03": "04", "E2WPB04": "04", "E2WPB06": "03", "E2WPB07": "03"}


def files(run):
    for name, days in run.trade_files("WPUBON01_{store}_{day}.idoc", "WPUBON01_all_{first}_{last}.idoc"):
        yield name, document(days, run.trim)


def document(days, trim=False):
    """Byte chunks of one file: for each store-day a control record and its receipts."""
    end = _trimmed if trim else bytes
    for store_day in days:
        part, segments = 0, LAST_SEGMENT
        for event in store_day.events:
            if event.kind not in trade.POSTED:
                continue
            if segments >= LAST_SEGMENT:
                part += 1
                segments = 0
                number = f"{store_day.store}{compact(store_day.day)}{part:04d}"
                yield end(_control_record(store_day, number)) + b"\n"
            chunk = bytearray()
            parents = {}
            for name, values in receipt(event):
                segments += 1
                level = LEVELS[name]
                parents[level] = segments
                parent = parents.get(f"{int(level) - 1:02d}", 0)
                chunk += end(SEGMENTS[name].line(SEGNAM=name, MANDT="100", DOCNUM=number, SEGNUM=f"{segments:06d}",
                                                 PSGNUM=f"{parent:06d}", HLEVEL=level, **values)) + b"\n"
            yield chunk


def _control_record(store_day, number):
    return CONTROL.line(TABNAM="EDI_DC40", MANDT="100", DOCNUM=number, DOCREL="740", STATUS="50", DIRECT="2",
                        IDOCTYP="WPUBON01", MESTYP="WPUBON", SNDPOR="POSPORT", SNDPRT="KU", SNDPRN=store_day.store,
                        RCVPOR="SAPERP", RCVPRT="LS", RCVPRN="ERPCLNT100", CREDAT=compact(store_day.day),
                        CRETIM="223000", SERIAL=compact(store_day.day) + "223000")


def receipt(event):
    """(segment, values) of one receipt, in the order of the IDoc type."""
    moment = compact_time(event)
    segments = [("E2WPB01", {"POSKREIS": event.store, "KASSID": str(event.register), "VORGDATUM": moment[:8],
                             "VORGZEIT": moment[8:], "BONNUMMER": str(event.number), "KASSIERER": event.cashier[0],
                             "CSHNAME": event.cashier[1], "BELEGWAERS": CURRENCY})]
    for sold in event.lines:
        item = {"VORGANGART": TRANSACTION.get(event.kind, "VERK" if sold.quantity > 0 else "RETO"), "QUALARTNR": "ARTN",
                "ARTNR": sold.item.sku, "VORZEICHEN": "-" if sold.quantity > 0 else "+",
                "MENGE": decimal3(abs(sold.quantity))}
        if event.original:
            item["REFBONNR"] = str(event.original[1])
        segments.append(("E2WPB02", item))
        segments.append(("E2WPB03", {"VORZEICHEN": "+", "KONDITION": "PN10",
                                     "KONDVALUE": money(abs(sold.total + sold.discount))}))
        if sold.discount:
            segments.append(("E2WPB03", {"VORZEICHEN": "-", "KONDITION": "RA01", "KONDVALUE": money(abs(sold.discount)),
                                         "CONDID20": "4711"}))
        segments.append(("E2WPB04", {"MWSKZ": IDOC_TAX[sold.item.tax_class], "MWSBT": money(abs(sold.tax))}))
    for tender, amount in event.tenders:
        segments.append(_payment(event, tender, amount + (event.change if tender == CASH else 0)))
    if event.change:
        segments.append(_payment(event, CASH, -event.change))
    for tax_class, (_, tax) in event.taxes().items():
        if TAX_PERCENT[tax_class]:
            segments.append(("E2WPB07", {"VORZEICHEN": _sign(tax), "MWSKZ": IDOC_TAX[tax_class],
                                         "MWSBT": money(abs(tax))}))
    return segments


def _payment(event, tender, amount):
    values = {"VORZEICHEN": _sign(amount), "ZAHLART": IDOC_TENDER[tender], "SUMME": money(abs(amount))}
    if tender == CARD:
        values |= {"CCINS": "VISA", "KARTENNR": f"************{event.number % 10000:04d}", "GUELTBIS": "20281231",
                   "AUTORINR": f"{event.number * 7919 % 1000000:06d}"}
    return "E2WPB06", values


def _sign(amount: int) -> str:
    return "-" if amount < 0 else "+"


def _trimmed(record: bytearray) -> bytes:
    return bytes(record.rstrip(b" "))
