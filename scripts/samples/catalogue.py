"""The retailer's items. `item(n)` is a pure function, so every file of every interface agrees on them.

Stores sell the assortment: the first 500 items, SKU 100001 to 100500. Item master files may go beyond it.
"""

from functools import lru_cache

ASSORTMENT = 500
FIRST_SKU = 100001

# Department code, name, tax class, sold by weight, lowest price in cents, nouns.
DEPARTMENTS = (
    ("110", "Backwaren", "R", False, 45, (
        "Roggenbrot", "Weißbrot", "Brötchen, 6er", "Nussschnecke", "Käsekuchen",
        "Laugenstange", "Vollkorntoast", "Zwieback", "Früchtebrot", "Croissant")),
    ("120", "Obst und Gemüse", "R", True, 129, (
        "Äpfel Boskoop", "Birnen", "Möhren", "Kürbis Hokkaido", "Kartoffeln, festkochend",
        "Rote Rüben", "Süßkartoffeln", "Trauben", "Bananen", "Zwiebeln")),
    ("130", "Molkerei", "R", False, 79, (
        "Vollmilch 1 l", "Butter 250 g", "Gouda jung", "Quark, mager", "Sahnejoghurt",
        "Frischkäse", "Buttermilch", "Mozzarella", "Schmand", "Crème fraîche")),
    ("140", "Getränke", "S", False, 69, (
        "Mineralwasser 1,5 l", "Apfelschorle", "Kaffee, gemahlen", "Grüner Tee", "Pils 0,5 l",
        "Rotwein", "Orangensaft", "Kakao", "Radler", "Tonic")),
    ("150", "Haushalt", "S", False, 149, (
        "Spülmittel", "Waschpulver", "Küchenrolle, 4er", "Müllbeutel", "Schwamm",
        "Kerzen", "Alufolie", "Besen", "Wäscheklammern", "Backpapier")),
    ("160", "Textil", "S", False, 499, (
        "T-Shirt", "Socken, 3 Paar", "Schürze", "Handtuch", "Mütze",
        "Handschuhe", "Bettwäsche", "Gürtel", "Geschirrtuch", "Tasche \"City\"")),
    ("170", "Garten", "S", False, 199, (
        "Blumenerde", "Gießkanne", "Samen \"Sommerwiese\", bunt", "Schaufel", "Dünger",
        "Topf 12 cm", "Vogelfutter", "Rosenschere", "Schlauch", "Übertopf")),
    ("180", "Technik", "S", False, 799, (
        "Batterien AA, 8er", "Ladekabel", "Bildschirmhalter 27”", "Kopfhörer", "Glühbirne LED",
        "Steckdosenleiste", "Taschenlampe", "Maus", "Speicherkarte", "Wecker")),
    ("190", "Bücher und Presse", "R", False, 350, (
        "Taschenbuch", "Kochbuch", "Reiseführer", "Rätselheft", "Comic",
        "Wanderkarte", "Kinderbuch \"Der Bär\"", "Kalender", "Zeitschrift", "Wörterbuch")),
    ("200", "Fleisch und Käse", "R", True, 699, (
        "Rinderhack", "Hähnchenbrust", "Schinken, gekocht", "Salami", "Bergkäse",
        "Leberwurst", "Schnitzel", "Gulasch", "Räucherlachs", "Ziegenkäse")),
)
GRADES = ("", " Bio", " extra", " Hausmarke", " Premium")


class Item:
    """One item: `sku`, `ean`, `description`, `department`, `tax_class` (S, R or Z), `weighed`, `price` in cents."""

    __slots__ = ("index", "sku", "ean", "description", "department", "tax_class", "weighed", "price", "cache")

    def __init__(self, index, sku, description, department, tax_class, weighed, price):
        self.index = index
        self.sku = sku
        self.ean = ean13("20" + sku.zfill(10))
        self.description = description
        self.department = department
        self.tax_class = tax_class
        self.weighed = weighed
        self.price = price
        self.cache = {}  # a writer's rendering of what never changes about the item

    @property
    def unit(self) -> str:
        return "KGM" if self.weighed else "PCE"


def ean13(first_twelve: str) -> str:
    """Appends the check digit: weights 1 and 3 from the left."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve))
    return first_twelve + str(-total % 10)


@lru_cache(maxsize=2 * ASSORTMENT)
def item(index: int) -> Item:
    """The item number `index`, counted from 0."""
    code, _, tax_class, weighed, lowest, nouns = DEPARTMENTS[index % 10]
    round_ = index // 10
    description = nouns[round_ % 10] + GRADES[round_ // 10 % 5]
    if index >= ASSORTMENT:
        description += f" {index // ASSORTMENT + 1}"
    if index % 97 == 58:  # a few zero-rated items
        tax_class = "Z"
    price = lowest + index * 37 % 1200 // 10 * 10
    return Item(index, str(FIRST_SKU + index), description, code, tax_class, weighed, price)


def by_sku(sku: str) -> Item:
    return item(int(sku) - FIRST_SKU)


def unknown(like: Item) -> Item:
    """An item that is in nobody's catalogue, for the broken samples."""
    return Item(like.index, "999999", like.description, like.department, like.tax_class, like.weighed, like.price)
