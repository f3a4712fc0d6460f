"""What a careful person writes in an afternoon: sales lines to sales, checked, into SQLite.

    peer_csv.py SALES.csv SALES.sqlite

Standard library only. Neighbouring rows of one store, register, transaction and day are one sale, as in
Crossdock's own record of it: amounts in cents, quantities exact, the line amounts checked against the total."""

import csv
import hashlib
import itertools
import json
import sqlite3
import sys
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")
TAXES = {"A": "standard", "B": "reduced", "C": "zero"}


def cents(text: str) -> int:
    amount = Decimal(text) * 100
    if amount != int(amount):
        raise ValueError(f"{text} is not a whole number of cents")
    return int(amount)


def line_of(row: dict) -> dict:
    return {
        "line": int(row["line_no"]), "item": row["sku"], "description": row["description"],
        "quantity": str(Decimal(row["quantity"]).normalize()), "unitPrice": str(Decimal(row["unit_price"]).normalize()),
        "discount": cents(row["discount"]), "amount": cents(row["line_total"]),
        "taxCode": TAXES.get(row["tax_code"], row["tax_code"]), "tax": cents(row["tax_amount"]),
    }


def sale_of(key: tuple, rows: list[dict]) -> dict:
    store, register, number, day = key
    date.fromisoformat(day)
    lines = [line_of(row) for row in rows]
    taxes, tenders = {}, {}
    for row, line in zip(rows, lines):
        tax = taxes.setdefault(line["taxCode"], {"code": line["taxCode"], "taxable": 0, "amount": 0})
        tax["taxable"] += line["amount"]
        tax["amount"] += line["tax"]
        tender = tenders.setdefault(row["tender"], {"type": row["tender"], "amount": 0})
        tender["amount"] += line["amount"]
    backward = sum(row["quantity"].startswith("-") for row in rows)
    at = datetime.fromisoformat(f"{day} {rows[0]['time']}").replace(tzinfo=ZONE).astimezone(UTC)
    sale = {
        "entity": "1000", "location": store, "businessDate": day, "register": register, "number": number,
        "type": "sale" if not backward else "return" if backward == len(rows) else "exchange",
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "currency": "EUR", "lines": lines,
        "taxes": list(taxes.values()), "tenders": list(tenders.values()), "total": sum(line["amount"] for line in lines),
    }
    if sum(tender["amount"] for tender in sale["tenders"]) != sale["total"]:
        raise ValueError(f"sale {key}: the tenders do not add up to the total")
    return sale


def main(source: str, target: str) -> None:
    database = sqlite3.connect(target, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE sale (key TEXT PRIMARY KEY, day TEXT, store TEXT, digest BLOB, body TEXT) WITHOUT ROWID")
    database.execute("BEGIN")
    with open(source, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        groups = itertools.groupby(rows, lambda row: (row["store_id"], row["register"], row["transaction_no"], row["business_date"]))
        for key, group in groups:
            body = json.dumps(sale_of(key, list(group)), ensure_ascii=False, separators=(",", ":"))
            database.execute(
                "INSERT INTO sale VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (":".join(key), key[3], key[0], hashlib.sha256(body.encode()).digest(), body))
    database.execute("COMMIT")
    count, = database.execute("SELECT count(*) FROM sale").fetchone()
    print(f"{count} sales")


if __name__ == "__main__":
    main(*sys.argv[1:])
