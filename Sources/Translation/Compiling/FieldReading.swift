import Canonical
import Registry

/// A source field made ready for reading: everything that can be worked out before the first byte.
final class FieldReading: Sendable {
    /// A sign that stands outside its number.
    struct OutsideSign: Sendable {
        enum Place: Sendable {
            /// Another field of the same record, read as text.
            case field(Int, FieldReading)
            /// From this byte of the record on, from 1.
            case byte(at: Int)
        }

        let place: Place
        let texts: SignTexts
        /// The field's name, or `byte 17`.
        let label: String
    }

    /// Bytes that say nothing where a field is full of them.
    struct Fillers: OptionSet, Sendable {
        let rawValue: UInt8
        static let lowValues = Fillers(rawValue: 1)
        static let highValues = Fillers(rawValue: 2)
        static let spaces = Fillers(rawValue: 4)
    }

    let kind: FieldFormat.Kind
    /// Of the bytes to be read; `nil` where they are UTF-8 already.
    let encoding: TextEncoding?
    let number: NumberPattern
    let isNumber: Bool
    let sign: OutsideSign?
    let pattern: DatePattern
    let zone: String
    /// Whose day a text with a time means.
    let day: FieldFormat.Day?
    /// A text with a time is no date unless `day` says whose day it means.
    let refusesTimes: Bool
    let absent: [ImmutableBytes]
    let fillers: Fillers
    /// What fills the value up, and whether it stands before it.
    let pad: (byte: UInt8, isLeading: Bool)?
    let isRequired: Bool
    let isSensitive: Bool
    /// Whether spaces around the text belong to the layout and not to the value.
    let trims: Bool
    /// Whether anything but spaces has to be taken off before the value is seen.
    let isFilled: Bool
    let shape: CodeShape?

    /// - Parameters:
    ///   - encoding: of the bytes to be read; `nil` where they are UTF-8 already.
    ///   - absent: texts, and the words low-values, high-values and spaces.
    init(
        _ format: FieldFormat, encoding: TextEncoding? = nil, absent: [String] = [], isRequired: Bool = false, isSensitive: Bool = false,
        trims: Bool = true, sign: OutsideSign? = nil, allowsExponent: Bool = false, weakened: Weakening? = nil
    ) {
        kind = format.kind
        self.encoding = encoding
        number = NumberPattern(
            format.number, encoding: encoding, isWhole: format.kind == .integer, allowsExponent: allowsExponent, weakened: weakened)
        isNumber = format.kind == .decimal || format.kind == .integer
        self.sign = sign
        pattern = DatePattern(format.pattern)
        zone = format.zone
        day = format.day
        // A pattern with a time in it says that the day is the one that is written.
        refusesTimes = pattern.isISO && weakened != .dateOfInstant
        self.absent = absent.filter { Self.fillers[$0] == nil }.compactMap {
            SingleByteText.bytes(of: $0, as: encoding).map { ImmutableBytes($0) }
        }
        fillers = absent.reduce(into: Fillers()) { if let filler = Self.fillers[$1] { $0.insert(filler) } }
        pad = format.pad.flatMap { pad -> (byte: UInt8, isLeading: Bool)? in
            guard let character = pad.character else { return (0, pad.isLeading) }
            return SingleByteText.bytes(of: character, as: encoding).flatMap { $0.count == 1 ? ($0[0], pad.isLeading) : nil }
        }
        isFilled = !fillers.isEmpty || pad != nil
        self.isRequired = isRequired
        self.isSensitive = isSensitive
        // Blanks are no packed or zoned digits: whether a field full of them says nothing must be said.
        let isBlankNoDigit = format.number.digits == .packed || (format.number.digits == .zoned && weakened != .badDigit)
        self.trims = (trims || format.kind != .text) && !isBlankNoDigit
        shape = weakened == .codeShape ? nil : format.shape
    }

    private static let fillers: [String: Fillers] = ["low-values": .lowValues, "high-values": .highValues, "spaces": .spaces]
}
