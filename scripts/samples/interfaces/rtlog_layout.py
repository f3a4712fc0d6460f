"""Oracle Retail RTLOG 14.1.3: the fields that our till fills, out of the full record widths."""

from ..fixed import Layout

ENCODING = "utf-8"
HEAD = {"type": (1, 5, "C"), "line": (6, 10, "N")}


def _layout(width, **fields):
    return Layout(width, ENCODING, HEAD | fields)


FHEAD = _layout(84, file_type=(16, 4, "C"), created=(20, 14, "C"), business_date=(34, 8, "C"), location=(42, 10, "C"),
                reference=(52, 30, "C"), origin=(82, 3, "C"))
THEAD = _layout(473, register=(16, 5, "C"), date=(21, 14, "C"), number=(35, 10, "N"), cashier=(45, 10, "C"),
                transaction_type=(65, 6, "C"), original_number=(77, 10, "N"), original_register=(87, 5, "C"),
                reference1=(184, 30, "C"), system=(471, 3, "C"))
TITEM = _layout(699, status=(16, 6, "C"), item_type=(22, 6, "C"), number_type=(28, 6, "C"), item=(35, 25, "C"),
                reference_item=(60, 25, "C"), quantity_sign=(147, 1, "C"), quantity=(148, 12, "N"), uom=(160, 4, "C"),
                unit_retail=(164, 20, "N"), taxable=(210, 1, "C"), swiped=(339, 1, "C"), return_reason=(340, 6, "C"),
                drop_ship=(364, 1, "C"), uom_quantity=(365, 12, "N"), catchweight=(377, 1, "C"),
                selling_item=(378, 25, "C"), total_igtax=(419, 21, "N"), sales_type=(679, 1, "C"))
IDISC = _layout(245, promotion=(16, 6, "C"), reference=(22, 10, "N"), discount_type=(32, 6, "C"),
                quantity_sign=(70, 1, "C"), quantity=(71, 12, "N"), unit_discount=(83, 20, "N"),
                uom_quantity=(223, 12, "N"), catchweight=(235, 1, "C"))
IGTAX = _layout(193, authority=(16, 10, "N"), code=(26, 6, "C"), rate=(32, 20, "N"), sign=(52, 1, "C"),
                amount=(53, 21, "N"))
TTAX = _layout(162, code=(16, 6, "C"), sign=(22, 1, "C"), amount=(23, 20, "N"))
TTEND = _layout(427, group=(16, 6, "C"), tender=(22, 6, "N"), sign=(28, 1, "C"), amount=(29, 20, "N"),
                card=(49, 40, "C"), authorization=(89, 16, "C"), voucher=(142, 25, "C"))
TTAIL = _layout(25, count=(16, 10, "N"))
FTAIL = _layout(25, count=(16, 10, "N"))
