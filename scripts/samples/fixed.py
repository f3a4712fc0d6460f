"""Fixed-width records built from a table of positions."""


class Layout:
    """Named fields of one record type. `fields`: name → (1-based start, length, kind).

    Kind C is text: left-justified, blank-filled. Kind N is digits: right-justified, zero-filled. A field that gets no
    value stays blank, whatever its kind.
    """

    def __init__(self, width: int, encoding: str, fields: dict):
        self.width = width
        self.encoding = encoding
        self.fields = {name: (start - 1, start - 1 + length, length, kind) for name, (start, length, kind) in fields.items()}
        self.blank = bytearray(b" " * width)

    def line(self, **values: str) -> bytearray:
        """One record without its line end. A value that does not fit is a fault of the caller."""
        record = self.blank[:]
        for name, value in values.items():
            start, end, length, kind = self.fields[name]
            data = value.encode(self.encoding)
            data = data.rjust(length, b"0") if kind == "N" else data.ljust(length)
            if len(data) != length:
                raise ValueError(f"{name}: {value!r} is longer than {length}")
            record[start:end] = data
        return record
