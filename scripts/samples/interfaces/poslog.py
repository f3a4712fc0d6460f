"""store-pos.poslog: ARTS/NRF POSLog in the two dialects of our tills, version 2.2 and version 6.0."""

from xml.sax.saxutils import escape, quoteattr

from .. import trade
from ..amounts import decimal3, money
from ..codes import CASH, CURRENCY, POSLOG_TENDER, TAX_PERCENT
from ..days import clock, offset

ID = "store-pos.poslog"
ONE_FILE = True
NAMESPACE = "http://www.nrf-arts.org/IXRetail/namespace/"
CONTROLS = {trade.OPEN: "OperatorSignOn", trade.CLOSE: "OperatorSignOff", trade.NO_SALE: "NoSale"}


def files(run):
    prefix = "POSLog" if run.poslog == 2 else "POSLog6"
    for name, days in run.trade_files(prefix + "_{store}_{day}.xml", prefix + "_all_{first}_{last}.xml"):
        yield name, document(days, run.poslog)


def document(days, version=2):
    """Byte chunks of one file."""
    dialect = Version2() if version == 2 else Version6()
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{dialect.root()}\n'.encode()
    for store_day in days:
        for event in store_day.events:
            yield dialect.transaction(event).encode()
    yield f"</{dialect.prefix}POSLog>\n".encode()


class Dialect:
    """What both versions share: the order of the lines of a transaction."""

    prefix = ""

    def element(self, name, text, attributes="") -> str:
        return f"<{self.prefix}{name}{attributes}>{escape(str(text))}</{self.prefix}{name}>"

    def wrap(self, name, inner, attributes="") -> str:
        return f"<{self.prefix}{name}{attributes}>{inner}</{self.prefix}{name}>"

    def transaction(self, event) -> str:
        if event.kind in CONTROLS:
            attributes = ""
            body = self.wrap("ControlTransaction", f"<{self.prefix}{CONTROLS[event.kind]}/>", self.body_version)
        else:
            attributes = {trade.TRAINING: ' TrainingModeFlag="true"', trade.CANCELLED: ' CancelFlag="true"'}.get(event.kind, "")
            body = self.retail(event)
        return self.wrap("Transaction", "\n    " + self.head(event) + "\n    " + body + "\n  ", attributes).join(("  ", "\n"))

    def retail(self, event) -> str:
        lines = []

        def add(inner, attributes=""):
            number = self.element("SequenceNumber", len(lines) + 1)
            lines.append(self.wrap("LineItem", number + inner, attributes))

        for sold in event.lines:
            add(self.item(sold, event), ' EntryMethod="Scanned"')
        if event.voided:
            add(self.item(event.voided, event), ' EntryMethod="Scanned"')
            add(self.voided(event.voided, event, len(lines)), ' EntryMethod="Scanned" VoidFlag="true"')
        for tender, amount in event.tenders:
            add(self.tender(tender, amount, event.change if tender == CASH else 0))
        if event.change:
            add(self.change(event.change))
        for tax_class, (taxed, tax) in event.taxes().items():
            add(self.tax(tax_class, taxed, tax))
        total, tax = event.total, sum(sold.tax for sold in event.lines)
        totals = [self.total("TransactionGrandAmount", total), self.total("TransactionNetAmount", total - tax),
                  self.total("TransactionTaxAmount", tax)]
        parts = [self.receipt_time(event), *lines, *totals]
        if event.original:
            parts.append(self.link(event))
        return self.wrap("RetailTransaction", "".join("\n      " + part for part in parts) + "\n    ", self.body_version)

    def head(self, event) -> str:
        raise NotImplementedError

    def amount(self, name, cents) -> str:
        raise NotImplementedError

    def identity(self, sold) -> str:
        raise NotImplementedError

    def moment(self, event) -> str:
        raise NotImplementedError

    def receipt_time(self, event) -> str:
        return self.element("ReceiptDateTime", self.moment(event))

    def _quantity(self, thousandths, item) -> str:
        text = decimal3(thousandths) if item.weighed else str(thousandths // 1000)
        return self.element("Quantity", text, f' UnitOfMeasureCode="{"KGM" if item.weighed else "EA"}"')


class Version2(Dialect):
    """Default namespace, RetailStoreID, local times without offset, one currency per transaction."""

    body_version = ' Version="2.2"'

    def root(self):
        return f'<POSLog xmlns="{NAMESPACE}">'

    def head(self, event):
        moment = self.moment(event)
        return (self.element("RetailStoreID", event.store) + self.element("WorkstationID", event.register)
                + self.element("SequenceNumber", event.number) + self.element("BusinessDayDate", event.day)
                + self.element("BeginDateTime", moment) + self.element("EndDateTime", moment)
                + self.element("OperatorID", event.cashier[0], f" OperatorName={quoteattr(event.cashier[1])}")
                + self.element("CurrencyCode", CURRENCY))

    def moment(self, event):
        return f"{event.day}T{clock(event.seconds)}"

    def amount(self, name, cents):
        return self.element(name, money(cents))

    def item(self, sold, event):
        """Quantity and amounts are positive in Sale and in Return alike."""
        return self._item("Sale" if sold.quantity > 0 else "Return", sold, 1 if sold.quantity > 0 else -1)

    def voided(self, sold, event, original):
        """The same Sale again with negative quantity and amount."""
        return self._item("Sale", sold, -1)

    def _item(self, name, sold, sign):
        item = sold.item
        unit_discount = sold.discount * 1000 // sold.quantity
        inner = (self.wrap("POSIdentity", self.element("POSItemID", item.ean), ' POSIDType="EAN"')
                 + self.element("ItemID", item.sku) + self.element("MerchandiseHierarchy", item.department, ' Level="Department"')
                 + self.element("Description", item.description)
                 + self.amount("RegularSalesUnitPrice", sold.price)
                 + self.amount("ActualSalesUnitPrice", sold.price - unit_discount)
                 + self.amount("ExtendedAmount", sign * (sold.total + sold.discount))
                 + self.amount("DiscountAmount", unit_discount)
                 + self.amount("ExtendedDiscountAmount", sign * sold.discount)
                 + self._quantity(sign * sold.quantity, item))
        return self.wrap(name, inner, ' ItemType="Stock"')

    def tender(self, tender, amount, change):
        code = "Sale" if amount > 0 else "Refund"
        return self.wrap("Tender", self.element("TenderID", tender + 1) + self.amount("Amount", abs(amount) + change),
                         f' TenderType="{POSLOG_TENDER[tender]}" TypeCode="{code}"')

    def change(self, cents):
        return self.wrap("TenderChange", self.element("TenderID", CASH + 1) + self.amount("Amount", cents),
                         f' TenderType="{POSLOG_TENDER[CASH]}"')

    def tax(self, tax_class, taxed, tax):
        return self.wrap("Tax", self.amount("TaxableAmount", taxed) + self.amount("Amount", tax)
                         + self.element("Percent", TAX_PERCENT[tax_class]), ' TaxType="VAT"')

    def total(self, kind, cents):
        return self.element("Total", money(cents), f' TotalType="{kind}"')

    def link(self, event):
        register, number = event.original
        return self.wrap("TransactionLink", self.element("RetailStoreID", event.store)
                         + self.element("WorkstationID", register)
                         + self.element("BusinessDayDate", event.day) + self.element("SequenceNumber", number),
                         ' ReasonCode="Void"')


class Version6(Version2):
    """A prefix, BusinessUnit/UnitID, times with offset, a currency on each amount, tax also at the line."""

    prefix = "p:"
    body_version = ""

    def root(self):
        return f'<p:POSLog xmlns:p="{NAMESPACE}" MajorVersion="6" MinorVersion="0" FixVersion="0">'

    def head(self, event):
        return (self.wrap("BusinessUnit", self.element("UnitID", event.store, f' Name="Filiale {event.store}"'))
                + self.element("WorkstationID", event.register, ' TypeCode="POS"')
                + self.element("SequenceNumber", event.number)
                + self.element("OperatorID", event.cashier[0], f" OperatorName={quoteattr(event.cashier[1])}")
                + self.element("BusinessDayDate", event.day)
                + self.element("POSLogDateTime", self.moment(event), ' TypeCode="Transaction"'))

    def moment(self, event):
        return super().moment(event) + (offset(event.day) if not isinstance(event.day, str) else "+01:00")

    def amount(self, name, cents):
        return self.element(name, money(cents), f' Currency="{CURRENCY}"')

    def voided(self, sold, event, original):
        """Positive like the line it voids; the flag and the link say what it does."""
        return self._item("Sale", sold, 1, self.wrap("ItemLink", self.element("LineItemSequenceNumber", original)))

    def _item(self, name, sold, sign, link=""):
        item = sold.item
        unit_discount = sold.discount * 1000 // sold.quantity
        modifier = ""
        if sold.discount:
            modifier = self.wrap("RetailPriceModifier", self.element("SequenceNumber", 1)
                                 + self.element("Amount", money(sign * sold.discount), f' Action="Subtract" Currency="{CURRENCY}"'),
                                 ' MethodCode="Promotion"')
        percent = TAX_PERCENT[item.tax_class]
        tax = self.wrap("Tax", self.element("TaxableAmount", money(sign * sold.total),
                                            f' TaxIncludedInTaxableAmountFlag="true" Currency="{CURRENCY}"')
                        + self.amount("Amount", sign * sold.tax) + self.element("Percent", percent), ' TaxType="VAT"')
        inner = (self.wrap("POSIdentity", self.element("POSItemID", item.ean), ' POSIDType="EAN"')
                 + self.element("ItemID", item.sku, ' Type="Stock"') + self.element("Description", item.description)
                 + self.amount("RegularSalesUnitPrice", sold.price)
                 + self.amount("ActualSalesUnitPrice", sold.price - unit_discount)
                 + self.amount("ExtendedAmount", sign * sold.total)
                 + self._quantity(sign * sold.quantity, item) + modifier + tax + link)
        return self.wrap(name, inner, ' ItemType="Stock"')

    def change(self, cents):
        return self.wrap("Tender", self.element("TenderID", CASH + 1) + self.amount("Amount", cents),
                         f' TenderType="{POSLOG_TENDER[CASH]}" TypeCode="Change"')

    def total(self, kind, cents):
        return self.element("Total", money(cents), f' TotalType="{kind}" CurrencyCode="{CURRENCY}"')

    def link(self, event):
        register, number = event.original
        return self.wrap("TransactionLink", self.wrap("BusinessUnit", self.element("UnitID", event.store))
                         + self.element("WorkstationID", register) + self.element("BusinessDayDate", event.day)
                         + self.element("SequenceNumber", number), ' ReasonCode="Void"')
