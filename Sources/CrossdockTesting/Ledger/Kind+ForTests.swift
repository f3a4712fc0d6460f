import Canonical

extension Kind {
    /// A sale as tests need it: keyed by date, register and number, stating stock and revenue.
    package static let saleForTests = Kind(
        name: "sale", version: 1, title: "Sale",
        fields: [
            KindField(name: entityField, type: .text(maximum: 10), isRequired: true),
            KindField(name: locationField, type: .text(maximum: 10), isRequired: true),
            KindField(name: "businessDate", type: .date, isRequired: true),
            KindField(name: "register", type: .text(maximum: 10), isRequired: true),
            KindField(name: "number", type: .text(maximum: 20), isRequired: true),
            KindField(name: currencyField, type: .currency, isRequired: true),
            KindField(name: "total", type: .money),
        ],
        key: ["businessDate", "register", "number"], anchor: "businessDate",
        domains: ["inventory", "revenue"])

    /// An item: no location, and a key that does not begin with its date.
    package static let itemForTests = Kind(
        name: "item", version: 1, title: "Item",
        fields: [
            KindField(name: entityField, type: .text(maximum: 10), isRequired: true),
            KindField(name: "sku", type: .text(maximum: 20), isRequired: true),
            KindField(name: "validFrom", type: .date, isRequired: true),
        ],
        key: ["validFrom", "sku"], anchor: "validFrom", domains: ["assortment"])
}
