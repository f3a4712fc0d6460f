import Canonical

/// The declared language of interface definitions: the one place that says which keys exist, where,
/// and what they mean. Parser, linter, editor schema and reference page all come from here.
package enum InterfaceShape {
    package static let book = ShapeBook(
        title: "Crossdock interface definition",
        root: .object([
            .init("interface", .text, required: true, "the id, such as store-pos.sales"),
            .init("version", .text, required: true, "major.minor.patch of this contract"),
            .init("extends", .text, "another version, id@version, from which everything not said here is taken"),
            .init("title", .text, required: true, "what it is, in one line"),
            .init("description", .text, "what an analyst should know about the source"),
            .init("direction", .choice(["inbound"]), "inbound: bytes to canonical records"),
            .init("lifecycle", .named("lifecycle"), required: true, "where the interface is in its life"),
            .init("writer", .text, required: true, "who states the facts that come in here"),
            .init("states", .list(of: .text), required: true, "the domains its records speak for"),
            .init("format", .named("format"), required: true, "how the bytes are laid out"),
            .init("controls", .list(of: .named("control")), "totals compared before anything is posted"),
            .init("on-error", .named("on-error"), "what a bad record does to its file"),
            .init("on-correction", .choice(["replace", "ask"]), "new content under a known key: replace, or ask a person"),
            .init("on-empty", .choice(["exception", "accept", "ignore"]), "a file of zero bytes"),
            .init(
                "map", .either([.list(of: .named("map")), .named("map")]), required: true, "canonical records from groups of source records"
            ),
            .init("checks", .list(of: .named("check")), "rules over the finished canonical record"),
        ]),
        named: [
            "lifecycle": .object([
                .init(
                    "status", .choice(Lifecycle.Status.allCases.map(\.rawValue)), required: true,
                    "proposed, strategic, transitional, retiring or retired"),
                .init("owner", .text, required: true, "the team that answers for it"),
                .init("successor", .text, "id@major of what replaces it; required when transitional or retiring"),
                .init("decommission-by", .date, "when it should be gone; required when transitional or retiring"),
            ]),
            "format": .object([
                .init("type", .choice(Format.Kind.allCases.map(\.rawValue)), required: true, "fixed-width, delimited, xml or json"),
                .init("encoding", .choice(TextEncoding.allCases.map(\.rawValue)), "how bytes become characters; utf-8 unless said"),
                .init("record-length", .integer, "fixed-width: every record has this many bytes and no line end"),
                .init("delimiter", .text, "delimited: one character, or tab"),
                .init("quote", .text, "delimited: one character, or none; \" unless said"),
                .init("header", .choice(["names", "skip", "none"]), "delimited: the first row names the columns, is skipped, or is data"),
                .init("comment", .text, "delimited: a line that begins with this is passed over"),
                .init("ragged", .choice(["reject", "pad"]), "delimited: a row with too few cells; reject unless said"),
                .init(
                    "foreign", .mapping(of: .text),
                    "delimited: a column that only files of another interface have, and that interface; such a file is refused with its name"
                ),
                .init("namespaces", .mapping(of: .text), "xml: prefix to namespace URI, for paths; * stands for any"),
                .init(
                    "others", .choice(["reject", "ignore"]),
                    "what stands outside any record, where one may stand, and is none: reject unless said; ignore counts it by name"),
                .init("records", .list(of: .named("record")), required: true, "the kinds of record in the file"),
                .init("fields", .mapping(of: .list(of: .named("field"))), required: true, "the fields of each record"),
            ]),
            "record": .object([
                .init("id", .text, required: true, "how fields and mappings refer to it"),
                .init("when", .named("when"), "how a fixed-width or delimited record is recognised; the only record needs none"),
                .init(
                    "path", .either([.list(of: .text), .text]), "xml and json: where it stands, from the root or from the record it is in"),
                .init("begins", .choice(["group"]), "this record begins a group, the unit that becomes a canonical record"),
                .init("by", .list(of: .text), "neighbouring records equal in these fields form one group"),
                .init("in", .text, "the record it belongs to"),
                .init("occurs", .text, "how often, in its parent or the file: 1, 0..1, 1..n or 0..n"),
                .init(
                    "others", .choice(["reject", "ignore"]),
                    "what stands in it, where a record or column may stand, and is not declared: reject unless said; ignore counts it by name"
                ),
                .init("length", .integer, "fixed-width: bytes of the record; up to the end of its last field unless said"),
                .init(
                    "short", .choice(["reject", "pad"]),
                    "fixed-width: a record that ends before its length; pad for lines whose trailing blanks were cut, reject unless said"),
                .init(
                    "rest", .choice(["reject", "ignore"]),
                    "fixed-width: bytes behind the record's length; ignored ones are counted, reject unless said"),
                .init(
                    "apart", .choice(["reject", "join"]),
                    "with by: rows of one group that do not stand together; join makes one group of them, reject unless said"),
                .init(
                    "layout", .choice(["whole", "part"]),
                    "fixed-width: whole where its fields must cover every byte; part unless said"),
            ]),
            "when": .object([
                .init("at", .integer, "fixed-width: first byte, from 1"),
                .init("column", .integer, "delimited: column, from 1"),
                .init("text", .text, required: true, "what stands there"),
            ]),
            "field": .object([
                .init("name", .text, required: true, "how mappings refer to it"),
                .init("at", .integer, "fixed-width: first byte, from 1"),
                .init("length", .integer, "fixed-width: bytes"),
                .init("column", .either([.text]), "delimited: the header's name, or the number from 1; the field's name unless said"),
                .init("aliases", .list(of: .text), "delimited: other names the header may use"),
                .init("optional", .flag, "delimited: a file may lack this column; without it such a file is refused"),
                .init(
                    "path", .either([.list(of: .text), .text]),
                    "xml and json: from its record; @x is an attribute, name() the element's own name"),
                .init("type", .choice(FieldFormat.Kind.allCases.map(\.rawValue)), "text unless said"),
                .init(
                    "pattern", .text,
                    "date and datetime: yyyy yy MMM MM M dd d HH H mm ss SSS, with hh h and a on a 12-hour clock; text in 'quotes' and "
                        + "anything but letters stands for itself; iso unless said"),
                .init("zone", .text, "datetime: the time zone of a value that carries none; UTC unless said"),
                .init(
                    "day-of", .text,
                    "date: the day a text with a time means: written, or a time zone; a text with a time is refused unless said"),
                .init("scale", .integer, "decimal: digits after the implied point"),
                .init(
                    "digits", .choice(NumberFormat.Digits.allCases.map(\.rawValue)),
                    "fixed-width decimal: display, zoned (overpunched sign) or packed (COMP-3)"),
                .init("decimal-mark", .text, "decimal: the point unless said"),
                .init(
                    "thousands-mark", .either([.list(of: .text), .text]),
                    "decimal: a character, or several, that may stand between digits; none unless said"),
                .init("sign", .named("sign"), "decimal: where a sign outside the number stands"),
                .init(
                    "absent", .list(of: .text),
                    "values that mean nothing was said, besides the empty one; low-values, high-values and spaces stand for a field full of "
                        + "X'00', X'FF' or blanks"),
                .init("pad", .text, "what fills the value up to its field's length: one character, or low-values for X'00'"),
                .init("justify", .choice(["left", "right"]), "with pad: on which side the value stands; left unless said"),
                .init("shape", .named("shape"), "text: what the code looks like where it came through whole"),
                .init("required", .flag, "an empty value is an error"),
                .init(
                    "take", .choice(FieldDefinition.Take.allCases.map(\.rawValue) + ["each"]),
                    "the source has it more than once: first, last, or sum of all; more than one is an error unless said"),
                .init("sensitive", .flag, "its content never appears in errors or logs"),
                .init("unread", .flag, "declared for people: nothing reads it, and that is meant"),
                .init("redefines", .text, "fixed-width: the field of the record whose bytes it reads again"),
            ]),
            "sign": .object([
                .init("at", .integer, "fixed-width: the byte it begins at, from 1"),
                .init("field", .text, "another field of the record that holds it"),
                .init("position", .choice(["leading", "trailing"]), "the sign within the value; leading unless said"),
                .init(
                    "positive", .either([.list(of: .text), .text]),
                    "the texts that mean positive, \"\" for a blank or nothing; must be said for a field, else + and nothing unless said"),
                .init("negative", .either([.list(of: .text), .text]), "the texts that mean negative; - unless said"),
            ]),
            "shape": CodeShape.keys,
            "control": .object([
                .init(
                    "that", .text,
                    "an expression over sum(record.field), count(record) and fields of the header and trailer; with within, over the group"),
                .init("count", .either([.list(of: .text), .text]), "count these records, or all"),
                .init("except", .list(of: .text), "with count: all, but these"),
                .init("sum", .text, "add up this field, record.field"),
                .init("equals", .text, "with count and sum: the field that states the total, record.field"),
                .init("within", .text, "compare per group that begins with this record, not per file"),
                .init("class", .choice(["technical", "business"]), "who must act where it does not hold; technical unless said"),
                .init("advice", .text, "what to do where it does not hold"),
            ]),
            "on-error": .object([
                .init("record", .choice(["reject-group"]), "a bad line rejects the group it stands in, never silently the file"),
                .init("file-threshold", .text, "a percentage such as 2%: more rejected records than this refuse the whole file"),
            ]),
            "map": .object([
                .init("kind", .text, required: true, "the canonical kind, name@version"),
                .init("each", .text, required: true, "the record whose group becomes a canonical record"),
                .init("where", .text, "only groups for which this expression holds; the others are passed over"),
                .init("fields", .mapping(of: .named("value")), required: true, "canonical field to its value"),
            ]),
            "value": .either([.list(of: .named("value-object")), .named("value-object"), .text]),
            "value-object": .object([
                .init("from", .either([.list(of: .text), .text]), "a source field, or several: the first that is not empty"),
                .init("value", .text, "a constant"),
                .init("template", .text, "text with {field} in it"),
                .init("calc", .text, "exact decimal arithmetic over source fields"),
                .init("sum", .text, "add up a field over the records below this one"),
                .init("count", .text, "how many such records are below this one"),
                .init("cases", .list(of: .named("case")), "the first case whose condition holds"),
                .init("each", .text, "a list: one element per such record below this one"),
                .init("by", .list(of: .text), "with each: one element per distinct value of these fields"),
                .init("where", .text, "with each, sum and count: only records for which this holds"),
                .init("fields", .mapping(of: .named("value")), "the fields of each element, or of an object"),
                .init("code", .either([.named("code"), .text]), "translate through this crosswalk"),
                .init(
                    "missing", .choice(MissingCode.allCases.map(\.rawValue)),
                    "a code the crosswalk does not know; business-exception unless said"),
                .init("default", .text, "where the source says nothing"),
                .init("split", .named("split"), "take one part of the text"),
                .init("type", .choice(FieldFormat.Kind.allCases.map(\.rawValue)), "read the text as this, as for source fields"),
                .init("pattern", .text, "as for source fields"),
                .init("day-of", .text, "as for source fields; a datetime becomes a date of that zone"),
                .init("zone", .named("value"), "the time zone of a datetime that carries none: a name, or a value that yields one"),
                .init(
                    "money", .choice(["major", "minor"]),
                    "whether a money value is in units of the currency or in its minor units; major unless said"),
                .init("round", .integer, "round half away from zero to so many digits"),
                .init("negate", .either([.flag, .text]), "turn the sign: always, or when this expression holds"),
            ]),
            "case": .object([
                .init("when", .text, "an expression; the last case may have none"),
                .init("then", .named("value"), required: true, "the value"),
            ]),
            "code": .object([
                .init("crosswalk", .text, required: true, "the file in crosswalks/, without .csv"),
                .init("system", .text, "whose codes; the interface's writer unless said"),
            ]),
            "split": .object([
                .init("by", .text, required: true, "the separator"),
                .init("take", .integer, required: true, "which part, from 1; negative counts from the end"),
            ]),
            "check": .object([
                .init(
                    "that", .text, required: true,
                    "an expression over canonical fields; source.record.field is a field as it came. sum, count, min, max and unique look into lists"
                ),
                .init("when", .text, "only records for which this expression holds are checked"),
                .init("advice", .text, "what to do with a record that breaks it"),
                .init("else", .choice(CheckDefinition.Failure.allCases.map(\.rawValue)), required: true, "what a record is that breaks it"),
            ]),
        ])
}
