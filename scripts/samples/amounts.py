"""Integer arithmetic on money (cents) and quantities (thousandths), and how each is written.

No binary floating point is used anywhere in this package.
"""


def divide_half_up(numerator: int, denominator: int) -> int:
    """numerator / denominator, halves away from zero, so that a return mirrors its sale to the cent."""
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((2 * -numerator + denominator) // (2 * denominator))


def extended(quantity: int, price: int) -> int:
    """Cents for a quantity in thousandths at a price in cents per unit."""
    return divide_half_up(quantity * price, 1000)


def included_tax(total: int, percent: int) -> int:
    """The tax share, in cents, of a total that includes tax of `percent`."""
    return divide_half_up(total * percent, 100 + percent)


def money(cents: int, mark: str = ".") -> str:
    """1234 → 12.34"""
    if cents < 0:
        return f"-{-cents // 100}{mark}{-cents % 100:02d}"
    return f"{cents // 100}{mark}{cents % 100:02d}"


def decimal3(thousandths: int, mark: str = ".") -> str:
    """482 → 0.482"""
    if thousandths < 0:
        return f"-{-thousandths // 1000}{mark}{-thousandths % 1000:03d}"
    return f"{thousandths // 1000}{mark}{thousandths % 1000:03d}"


def quantity(thousandths: int, weighed: bool) -> str:
    """Pieces as an integer, weights with three decimals."""
    if weighed:
        return decimal3(thousandths)
    if thousandths < 0:
        return f"-{-thousandths // 1000}"
    return str(thousandths // 1000)
