import CrossdockTesting

extension ConservationTests {
    /// By interface: what nobody can see, because the changed file is one that the same sender could honestly have written.
    /// Everything else must be the same or be told.
    static let undetectable: [String: [Undetectable]] = [
        "store-pos.sales-csv": [
            .missing(["group"], "the file has no trailer: a whole sale that is missing shows nowhere"),
            .missing(["group/row"], lastOnly: true, "a sale has no trailer: a last line that is missing shows nowhere"),
            .otherText(
                texts("group/row/", "store_id register transaction_no business_date time sku description tax_code tender"),
                "a text or code that stands once, as another till would have written it"),
            .otherNumber(["group/row/tax_amount"], "the tax of a line stands once, and its rate nowhere"),
            .exchanged(["group/row/line_no"], "the lines of a sale may be numbered in another order"),
        ],
        "store-pos.tenders-csv": [
            .missing(["group"], "the file has no trailer: a whole till that is missing shows nowhere"),
            .missing(["group/row"], "a tender that was not used has no row"),
            .otherText(
                texts("group/row/", "store register business_date closed_at tender currency"),
                "a text or code that stands once, as another till would have written it"),
            .otherNumber(texts("group/row/", "count amount counted_amount"), "what was booked and counted stands once"),
            .otherSign(texts("group/row/", "amount counted_amount"), "a till may have paid out more than it took"),
        ],
        "legacy-erp.items-csv": [
            .missing(["group"], "the export has no trailer: an item that is missing shows nowhere"),
            .otherText(
                texts("group/row/", "company item_no ean description department tax_class unit currency status valid_from"),
                "a text or code that stands once, as another export would have it"),
            .otherNumber(["group/row/base_price"], "the price stands once"),
        ],
        "store.stock-csv": [
            .otherText(texts("header/", "store businessDate"), "the header's store and day stand once"),
            .otherText(texts("group/position/", "sku unit countedAt"), "a text or code that stands once"),
            .otherNumber(["group/position/reserved"], "what is reserved has no total"),
            .exchanged(["group/position/onHand"], "the total is the same"),
        ],
        "amazon.settlement-v2": [
            .otherText(
                texts(
                    "group/row/",
                    "settlement start end deposit currency transaction order adjustment shipment marketplace type description fulfilment "
                        + "postedDate postedAt orderItem sku promotion"),
                "a text or code that stands once, as another report would have it"),
            .otherNumber(["group/row/quantity"], "quantities have no total"),
            .exchanged(["group/row/amount"], "the total is the same"),
        ],
        "store-pos.rtlog": [
            .otherText(["fhead/store", "fhead/businessDate"], "the header's store and day stand once"),
            .otherText(texts("group/thead/", "register at cashier originalRegister"), "a text or code that stands once"),
            .otherNumber(texts("group/thead/", "number originalNumber"), "a number that stands once"),
            .otherText(texts("group/titem/", "item unit returnReason status"), "a text or code that stands once"),
            .otherText(
                ["group/igtax/code", "group/ttax/code", "group/ttend/group", "group/ttend/authorization"], "a code that stands once"),
        ],
        "legacy-erp.idoc": [
            .missing(["group"], lastOnly: true, "the file has no trailer: last receipts that are missing show nowhere"),
            .otherText(
                texts("group/receipt/", "poskreis kassid vorgdatum vorgzeit bonnummer kassierer belegwaers"),
                "a text or code that stands once"),
            .otherText(texts("group/item/", "artnr refbonnr vorgangart"), "a text or code that stands once"),
            .otherText(
                ["group/itemTax/mwskz", "group/tax/mwskz", "group/payment/zahlart", "group/payment/autorinr"], "a code that stands once"),
            .otherNumber(["group/item/menge"], "a quantity stands once, and its price nowhere"),
        ],
        "cloud-erp.item": [
            .missing(["[]"], "an array has no count: an item that is missing shows nowhere"),
            .otherText(
                itemTexts("itemNumber gtin description department taxClass unit status legalEntity validFrom"),
                "a text or code that stands once"),
        ],
        "cloud-erp.price": [
            .missing(["[]"], "an array has no count: a price that is missing shows nowhere"),
            .otherText(
                itemTexts("itemNumber legalEntity location currency validFrom validTo priceType"), "a text or code that stands once"),
            .otherNumber(itemTexts("amount"), "the price stands once"),
            .missing(itemTexts("location validTo"), "a price without a location holds everywhere, one without an end for ever"),
        ],
        "warehouse.movements-xml": [
            .otherText(
                texts("MovementDocument/Header/", "DocumentNumber Warehouse BusinessDate"), "the header's texts stand once"),
            .otherText(
                texts("MovementDocument/Movement/", "@number @type PostedAt From To Reason/@code Line/Item Line/Quantity/@unit"),
                "a text or code that stands once"),
            .missing(
                texts("MovementDocument/Movement/", "From To Reason Reason/@code").union(["MovementDocument/Header/DocumentNumber"]),
                "a movement may lack it"),
            .exchanged(["MovementDocument/Movement/Line/Quantity"], "the total is the same"),
        ],
    ]

    private static func texts(_ path: String, _ names: String) -> Set<String> {
        Set(names.split(separator: " ").map { path + $0 })
    }

    /// Members of an item that stands alone or in an array.
    private static func itemTexts(_ names: String) -> Set<String> { texts("", names).union(texts("[]/", names)) }
}
