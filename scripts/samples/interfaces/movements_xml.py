"""warehouse.movements-xml: receipts, issues and transfers of one warehouse and day, a control block at the end."""

from random import Random

from .. import catalogue
from ..amounts import decimal3
from ..days import clock, compact, offset

ID = "warehouse.movements-xml"
ONE_FILE = False
NAMESPACE = "urn:example:warehouse:movements:1"
RECEIPT, ISSUE, TRANSFER = "receipt", "issue", "transfer"
REASONS = {RECEIPT: ("GR01", "GR02"), ISSUE: ("DAM1", "EXP1"), TRANSFER: ("REPL",)}


def files(run):
    """`--stores` counts warehouses here: 9001, 9002, …"""
    for store, day in run.stores_and_days():
        warehouse = str(9000 + int(store))
        yield f"movements_{warehouse}_{compact(day)}.xml", document(
            warehouse, day, movements(run.seed, warehouse, day, run.transactions))


def movements(seed, warehouse, day, count):
    """(type, from, to, posted on, seconds, reason, [(item, quantity in thousandths)])"""
    bits = Random(f"{seed}/movements/{warehouse}/{day}").getrandbits
    for index in range(count):
        choice = bits(64)
        kind = (TRANSFER, TRANSFER, RECEIPT, ISSUE)[choice & 3]
        source = None if kind == RECEIPT else warehouse
        target = None if kind == ISSUE else warehouse if kind == RECEIPT else f"{(choice >> 8 & 0xFF) % 50 + 1:04d}"
        lines = []
        for _ in range((choice >> 2 & 7) % 5 + 1):
            line = bits(48)
            item = catalogue.item((line & 0xFFFFFF) % catalogue.ASSORTMENT)
            amount = 500 * ((line >> 24 & 0xFF) + 1) if item.weighed else 1000 * ((line >> 24 & 0x7F) + 1)
            lines.append((item, amount))
        reasons = REASONS[kind]
        yield kind, source, target, day, 6 * 3600 + index * 57_600 // count, reasons[(choice >> 16 & 7) % len(reasons)], lines


def document(warehouse, day, rows, count=None):
    """Byte chunks of one document. `count` overrides the true number of movements in the control block."""
    stamp = compact(day)
    yield (f'<?xml version="1.0" encoding="UTF-8"?>\n<MovementDocument xmlns="{NAMESPACE}">\n'
           f"  <Header><DocumentNumber>WM-{warehouse}-{stamp}</DocumentNumber><Warehouse>{warehouse}</Warehouse>"
           f"<BusinessDate>{day}</BusinessDate><CreatedAt>{day}T22:30:00{offset(day)}</CreatedAt></Header>\n").encode()
    number = line_count = total = 0
    for kind, source, target, posted, seconds, reason, lines in rows:
        number += 1
        locations = (f"<From>{source}</From>" if source else "") + (f"<To>{target}</To>" if target else "")
        text = [f'  <Movement number="{stamp}-{number:06d}" type="{kind}"><PostedAt>{posted}T{clock(seconds)}{offset(day)}'
                f'</PostedAt>{locations}<Reason code="{reason}"/>']
        for place, (item, amount) in enumerate(lines, 1):
            line_count += 1
            total += amount
            text.append(f'\n    <Line number="{place}"><Item gtin="{item.ean}">{item.sku}</Item>'
                        f'<Quantity unit="{item.unit}">{decimal3(amount)}</Quantity></Line>')
        text.append("\n  </Movement>\n")
        yield "".join(text).encode()
    yield (f"  <Control><MovementCount>{number if count is None else count}</MovementCount>"
           f"<LineCount>{line_count}</LineCount><QuantityTotal>{decimal3(total)}</QuantityTotal></Control>\n"
           f"</MovementDocument>\n").encode()
