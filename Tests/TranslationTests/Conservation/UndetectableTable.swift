import CrossdockTesting
import Foundation

extension ConservationTests {
    private static let once = "a text or code that stands once, as another sender would have written it"

    /// By interface: what nobody can see, because the changed file is one that the same sender could honestly have written.
    /// Everything else must be the same or be told.
    static let undetectable: [String: [Undetectable]] = [
        "store-pos.sales-csv": [
            .missing(["group"], "the file has no trailer: a whole sale that is missing shows nowhere"),
            .missing(["group/row"], lastOnly: true, "a sale has no trailer: a last line that is missing shows nowhere"),
            .otherCode(below("group/row", "store_id register transaction_no business_date time sku tax_code tender"), once),
            .otherText(["group/row/description"], once),
            .otherNumber(["group/row/tax_amount"], "the tax of a line stands once, and its rate nowhere"),
            .exchanged(["group/row/line_no"], "the lines of a sale may be numbered in another order"),
            .exchanged(["group/row/quantity", "group/row/unit_price"], "the product is the same"),
            .exchangedColumns(["register", "transaction_no"], in: "group/row", "both are numbers without a check"),
            .exchanged(["group/row/discount", "group/row/line_total"], "a line may be given away for nothing"),
        ],
        "store-pos.tenders-csv": [
            .missing(["group"], "the file has no trailer: a whole till that is missing shows nowhere"),
            .missing(["group/row"], "a tender that was not used has no row"),
            .otherCode(below("group/row", "store register business_date closed_at tender currency"), once),
            .otherNumber(below("group/row", "count amount counted_amount"), "what was booked and counted stands once"),
            .otherSign(below("group/row", "amount counted_amount"), "a till may have paid out more than it took"),
            .exchanged(["group/row/amount"], "what was booked stands once, of either sign"),
        ],
        "legacy-erp.items-csv": [
            .missing(["group"], "the export has no trailer: an item that is missing shows nowhere"),
            .otherCode(below("group/row", "company item_no ean department tax_class unit currency status valid_from"), once),
            .otherText(["group/row/description"], once),
            .otherNumber(["group/row/base_price"], "the price stands once"),
        ],
        "store.stock-csv": [
            .otherCode(below("header", "store businessDate"), once),
            .otherCode(below("group/position", "sku unit countedAt"), once),
            .otherNumber(["group/position/reserved"], "what is reserved has no total"),
            .exchanged(["group/position/onHand"], "the total is the same"),
        ],
        "amazon.settlement-v2": settlement,
        "amazon.settlement-v1": settlement,
        "store-pos.rtlog": [
            .otherCode(below("fhead", "store businessDate"), once),
            .otherCode(below("group/thead", "register at cashier originalRegister originalNumber"), once),
            .otherNumber(["group/thead/number"], once),
            .otherCode(below("group/titem", "item unit returnReason status"), once),
            .otherCode(
                ["group/igtax/code", "group/ttax/code", "group/ttend/group", "group/ttend/authorization", "group/ttend/voucher"], once),
            .exchanged(["group/ttax/amount", "group/igtax/amount"], "the total is the same"),
        ],
        "legacy-erp.idoc": [
            .missing(["group"], "the file has no trailer: a whole receipt that is missing shows nowhere"),
            .otherCode(
                below("group/receipt", "poskreis kassid vorgdatum vorgzeit bonnummer kassierer belegwaers"), once),
            .otherText(["group/receipt/cshname", "group/payment/kartennr", "group/payment/autorinr"], once),
            .otherCode(below("group/item", "artnr refbonnr vorgangart"), once),
            .otherCode(["group/itemTax/mwskz", "group/tax/mwskz", "group/payment/zahlart"], once),
            .otherNumber(["group/item/menge"], "a quantity stands once, and its price nowhere"),
            .exchanged(["group/itemTax/mwsbt", "group/condition/kondvalue", "group/tax/mwsbt"], "the total is the same"),
        ],
        "cloud-erp.item": [
            .missing(["[]"], "an array has no count: an item that is missing shows nowhere"),
            .otherCode(
                item("itemNumber gtin department taxClass unit status legalEntity validFrom"), once),
            .otherText(item("description"), once),
        ],
        "cloud-erp.price": [
            .missing(["[]"], "an array has no count: a price that is missing shows nowhere"),
            .otherCode(item("itemNumber legalEntity location currency validFrom validTo priceType"), once),
            .otherNumber(item("amount"), "the price stands once"),
            .missing(item("location validTo"), "a price without a location holds everywhere, one without an end for ever"),
            .unread(unread),
        ],
        "warehouse.movements-xml": [
            .otherCode(below("MovementDocument/Header", "DocumentNumber Warehouse BusinessDate"), once),
            .otherCode(
                below("MovementDocument/Movement", "@number @type PostedAt From To Reason/@code Line/Item Line/Quantity/@unit"), once),
            .missing(below("MovementDocument/Movement", "From To Reason Reason/@code"), "a movement may lack it"),
            .missing(["MovementDocument/Header/DocumentNumber"], "a document may lack its number"),
            .moved(["MovementDocument/Movement/Line"], "no movement says how many lines it has"),
            .exchanged(["MovementDocument/Movement/Line/Quantity"], "the total is the same"),
            .exchanged(["MovementDocument/Movement/Line/@number"], "the lines of a movement may be numbered in another order"),
            .unread(unread),
        ],
        "store-pos.poslog": [
            .missing(["POSLog/Transaction"], "the log has no trailer: a whole transaction that is missing shows nowhere"),
            .otherCode(
                below(
                    transaction,
                    "BusinessUnit/UnitID RetailStoreID WorkstationID SequenceNumber BusinessDayDate POSLogDateTime EndDateTime "
                        + "BeginDateTime OperatorID CurrencyCode RetailTransaction/ReceiptDateTime"), once),
            .otherCode(lineItem("ItemID ReasonCode Quantity/@UnitOfMeasureCode Tax/Percent"), once),
            .otherCode(
                below(transaction + "/RetailTransaction/LineItem", "Tax/Percent Tender/@TenderType Tender/Authorization/AuthorizationCode"),
                once),
            .otherText(lineItem("Description"), once),
            .otherNumber(
                lineItem("RegularSalesUnitPrice"), "vendors give it before or after a discount, so it is not held against the amount"),
            .exchanged(
                [transaction + "/RetailTransaction/LineItem/SequenceNumber"], "the lines of a sale may be numbered in another order"),
            .otherSign(lineItem("RegularSalesUnitPrice"), "vendors give it with either sign"),
            .exchanged(lineItem("Tax/Amount ExtendedAmount"), "the total is the same"),
            .exchanged([transaction + "/RetailTransaction/LineItem/Tax/Amount"], "the total is the same"),
            .exchanged([transaction + "/POSLogDateTime/@TypeCode"], "a sale may have been printed before it ended"),
            .otherNumber(
                [transaction + "/RetailTransaction/LineItem/Tax/TaxableAmount"], "what was taxed stands once, and its rate nowhere"),
            .moved(lineItem("Description"), "vendors repeat it, and the first counts"),
            .missing(
                below(
                    transaction, "OperatorID POSLogDateTime EndDateTime BeginDateTime CurrencyCode RetailTransaction/ReceiptDateTime"),
                "a transaction may lack it"),
            .missing(
                lineItem(
                    "ItemID Description RegularSalesUnitPrice ReasonCode Quantity/@UnitOfMeasureCode ExtendedDiscountAmount Tax/Percent"),
                "a line may lack it"),
            .missing(
                below(transaction + "/RetailTransaction/LineItem", "Tax/Percent Tax/TaxableAmount Tender/Authorization/AuthorizationCode"),
                "a tax or tender may lack it"),
            .unread(unread),
        ],
        "shopify.order": [
            .otherCode(
                below(
                    "order",
                    "id name created_at processed_at updated_at cancelled_at currency taxes_included financial_status source_name location_id"
                ),
                once),
            .otherCode(below("order/line_items/[]", "id sku"), once),
            .otherText(below("order", "line_items/[]/title tax_lines/[]/title shipping_lines/[]/code discount_codes/[]/code"), once),
            .otherCode(
                below(
                    "order/refunds/[]",
                    "id processed_at refund_line_items/[]/id refund_line_items/[]/line_item_id refund_line_items/[]/restock_type"),
                once),
            .otherCode(below("order/refunds/[]/transactions/[]", "kind status gateway"), once),
            .otherNumber(["order/tax_lines/[]/rate"], "the rate is for display only"),
            .exchanged(["order/line_items/[]/current_quantity"], "what is open stands once"),
            .exchanged(["order/line_items/[]/price", "order/line_items/[]/quantity"], "the product or the total is the same"),
            .moved(["order/line_items/[]/discount_allocations/[]"], "the total is the same"),
            .moved(["order/line_items/[]/tax_lines/[]", "order/shipping_lines/[]/tax_lines/[]"], "the total is the same"),
            .again(["order/refunds/[]/order_adjustments/[]"], "shipping may be refunded in parts, which have no total"),
            .otherSign(["order/refunds/[]/order_adjustments/[]/amount"], "an adjustment may have either sign"),
            .otherCode(["order/refunds/[]/order_adjustments/[]/kind"], once),
            .exchanged(
                [
                    "order/line_items/[]/tax_lines/[]/price", "order/tax_lines/[]/price",
                    "order/line_items/[]/discount_allocations/[]/amount",
                ],
                "the total is the same"),
            .missing(
                below(
                    "order",
                    "name updated_at cancelled_at taxes_included financial_status source_name location_id current_total_price "
                        + "line_items/[]/title line_items/[]/sku "
                        + "line_items/[]/current_quantity tax_lines/[]/title tax_lines/[]/rate shipping_lines/[]/code "
                        + "refunds/[]/processed_at refunds/[]/refund_line_items/[]/quantity refunds/[]/refund_line_items/[]/restock_type "
                        + "refunds/[]/refund_line_items/[]/line_item_id refunds/[]/transactions refunds/[]/transactions/[] "
                        + "refunds/[]/transactions/[]/gateway refunds/[]/transactions/[]/status refunds/[]/refund_line_items "
                        + "refunds/[]/refund_line_items/[] discount_codes discount_codes/[] discount_codes/[]/amount"),
                "an order may lack it"),
            .unread(unread),
        ],
    ]

    private static let settlement: [Undetectable] = [
        .otherCode(
            below(
                "group/row",
                "settlement start end deposit currency order merchantOrder adjustment shipment marketplace fulfilment postedDate postedAt "
                    + "orderItem merchantOrderItem merchantAdjustmentItem sku promotion promotionType price itemFee orderFee shipmentFee "
                    + "otherFeeReason"), once),
        .otherText(below("group/row", "transaction type description"), once),
        .otherNumber(["group/row/quantity"], "quantities have no total"),
        .emptied(["group/row/quantity"], "a row may have no quantity"),
        .exchanged(["group/row/amount"], "the total is the same"),
        .exchangedColumns(
            Set(
                "order merchantOrder adjustment shipment marketplace fulfilment orderItem merchantOrderItem "
                    .appending("merchantAdjustmentItem sku promotion promotionType orderFee quantity").split(separator: " ")
                    .map(String.init)), in: "group/row", "most columns of a report are empty or hold numbers without a check"),
    ]

    private static let unread = "a source has many members that nobody reads; 'interfaces coverage' names them"
    private static let transaction = "POSLog/Transaction"

    private static func below(_ path: String, _ names: String) -> Set<String> {
        Set(names.split(separator: " ").map { "\(path)/\($0)" })
    }

    /// Members of a document that stands alone or in an array.
    private static func item(_ names: String) -> Set<String> {
        Set(names.split(separator: " ").flatMap { ["\($0)", "[]/\($0)"] })
    }

    private static func lineItem(_ names: String) -> Set<String> {
        below(transaction + "/RetailTransaction/LineItem/Sale", names).union(
            below(transaction + "/RetailTransaction/LineItem/Return", names))
    }
}
