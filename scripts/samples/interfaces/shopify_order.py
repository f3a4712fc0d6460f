"""shopify.order: one order per file, in the shape of the Shopify Admin REST order."""

import json
import re
from random import Random

from ..amounts import divide_half_up, included_tax, money
from ..codes import CURRENCY, TAX_PERCENT
from ..days import clock, offset
from .amazon_settlement import sellable

ID = "shopify.order"
ONE_FILE = False
ORDERS, LINES, REFUNDS, LOCATIONS = 5_100_000_000_000, 13_200_000_000_000, 910_000_000_000, 60_000_000_000


def files(run):
    number = 1000
    for store, day in run.stores_and_days():
        bits = Random(f"{run.seed}/shopify/{store}/{day}").getrandbits
        for index in range(run.transactions):
            number += 1
            body = random_order(bits, number, store, day, 8 * 3600 + index * 50_000 // run.transactions)
            yield f"order_{body['order']['id']}.json", [document(body)]


def random_order(bits, number, store, day, seconds):
    choice = bits(64)
    lines = []
    for _ in range((choice & 7) % 4 + 1):
        line = bits(32)
        lines.append((sellable(line & 0xFFFF), 1 if line >> 16 & 3 else 2 + (line >> 18 & 1)))
    at_till = choice >> 3 & 3 == 0
    return order(number, store if at_till else None, day, seconds, lines,
                 discount_percent=10 if choice >> 5 & 3 == 0 else 0,
                 shipping=0 if at_till or choice >> 7 & 3 == 0 else 490, refund=choice >> 9 & 7 == 0)


def document(body) -> bytes:
    """Tax rates are JSON numbers in this format; they are kept as text until here, so that no float is involved."""
    text = json.dumps(body, ensure_ascii=False, indent=2)
    return (re.sub(r'"rate": "(0\.\d\d)"', r'"rate": \1', text) + "\n").encode()


def order(number, store, day, seconds, items, discount_percent=0, shipping=0, refund=False):
    """The order of `items`, (item, pieces), from the till of `store` or from the web. Prices include tax."""
    identity = ORDERS + number
    when = f"{day}T{clock(seconds)}{offset(day)}"
    location = LOCATIONS + int(store) if store else None
    lines, subtotal, taxes = [], 0, {}
    discounts = _shares(items, discount_percent)
    for place, ((item, pieces), discount) in enumerate(zip(items, discounts)):
        net = item.price * pieces - discount
        percent = TAX_PERCENT[item.tax_class]
        tax = included_tax(net, percent)
        subtotal += net
        taxes[percent] = taxes.get(percent, 0) + tax
        allocations = [{"amount": money(discount), "discount_application_index": 0}] if discount else []
        lines.append({"id": LINES + number * 100 + place + 1, "sku": item.sku, "title": item.description,
                      "name": item.description, "quantity": pieces,
                      "current_quantity": pieces - (1 if refund and place == 0 else 0), "price": money(item.price),
                      "total_discount": "0.00", "taxable": percent > 0,
                      "requires_shipping": store is None, "gift_card": False, "fulfillment_status": "fulfilled",
                      "tax_lines": _tax_lines(item.tax_class, tax), "discount_allocations": allocations,
                      "properties": []})
    shipping_tax = included_tax(shipping, 19)
    taxes[19] = taxes.get(19, 0) + shipping_tax
    total = subtotal + shipping
    refunds, refunded = [], 0
    if refund:
        refunds = [_refund(number, *items[0], discounts[0], lines[0]["id"], when, location)]
        refunded = items[0][0].price - discounts[0] // items[0][1]
    applications = [{"type": "discount_code", "code": "WINTER10", "title": "WINTER10", "value": str(discount_percent),
                     "value_type": "percentage", "allocation_method": "across", "target_selection": "all",
                     "target_type": "line_item"}] if discount_percent else []
    return {"order": {
        "id": identity, "name": f"#{number}", "order_number": number, "number": number - 1000,
        "created_at": when, "processed_at": when, "updated_at": when, "cancelled_at": None, "cancel_reason": None,
        "test": False, "currency": CURRENCY, "presentment_currency": CURRENCY, "taxes_included": True,
        "financial_status": "partially_refunded" if refund else "paid", "fulfillment_status": "fulfilled",
        "source_name": "pos" if store else "web", "location_id": location, "gateway": "shopify_payments",
        "payment_gateway_names": ["shopify_payments"],
        "total_line_items_price": money(subtotal + sum(discounts)), "total_discounts": money(sum(discounts)),
        "subtotal_price": money(subtotal), "total_tax": money(sum(taxes.values())), "total_price": money(total),
        "current_total_price": money(total - refunded), "total_outstanding": "0.00",
        "discount_codes": [{"code": "WINTER10", "amount": money(sum(discounts)), "type": "percentage"}] if applications else [],
        "discount_applications": applications, "line_items": lines, "tax_lines": _order_tax_lines(taxes),
        "shipping_lines": [{"id": LINES + number * 100 + 99, "code": "STANDARD", "title": "Standardversand",
                            "price": money(shipping), "discounted_price": money(shipping), "source": "shopify",
                            "tax_lines": _tax_lines("S", shipping_tax)}] if shipping else [],
        "refunds": refunds, "note_attributes": [], "tags": ""}}


def _shares(items, percent):
    """The order's discount spread over its lines; the last line takes what rounding leaves."""
    gross = [item.price * pieces for item, pieces in items]
    total = divide_half_up(sum(gross) * percent, 100)
    shares = [amount * percent // 100 for amount in gross[:-1]]
    return shares + [total - sum(shares)]


def _tax_lines(tax_class, cents):
    percent = TAX_PERCENT[tax_class]
    return [_tax(percent, cents)] if percent else []


def _tax(percent, cents):
    return {"title": f"MwSt {percent}%", "price": money(cents), "rate": f"0.{percent:02d}", "channel_liable": False}


def _order_tax_lines(taxes):
    return [_tax(percent, cents) for percent, cents in sorted(taxes.items(), reverse=True) if percent]


def _refund(number, item, pieces, discount, line, when, location):
    """One piece of the first line comes back, at the price that was paid for it."""
    subtotal = item.price - discount // pieces
    tax = included_tax(subtotal, TAX_PERCENT[item.tax_class])
    refund = REFUNDS + number
    return {"id": refund, "order_id": ORDERS + number, "created_at": when, "processed_at": when, "note": "Rücksendung",
            "restock": True, "order_adjustments": [],
            "refund_line_items": [{"id": refund * 10 + 1, "line_item_id": line, "quantity": 1, "restock_type": "return",
                                   "location_id": location, "subtotal": money(subtotal), "total_tax": money(tax)}],
            "transactions": [{"id": refund * 10 + 2, "order_id": ORDERS + number, "kind": "refund", "status": "success",
                              "gateway": "shopify_payments", "amount": money(subtotal), "currency": CURRENCY,
                              "processed_at": when}]}
