"""The retailer, and what each system calls its tenders and taxes."""

LEGAL_ENTITY = "1000"
CLOUD_LEGAL_ENTITY = "2000"
CURRENCY = "EUR"

TAX_PERCENT = {"S": 19, "R": 7, "Z": 0}
CSV_TAX = {"S": "A", "R": "B", "Z": "C"}
RTLOG_TAX = {"S": "VAT19", "R": "VAT07", "Z": "VAT00"}
IDOC_TAX = {"S": "A1", "R": "A2", "Z": "A0"}

CASH, CARD, VOUCHER = range(3)
CSV_TENDER = ("cash", "card", "voucher")
RTLOG_TENDER = (("CASH", "1000"), ("CCARD", "3000"), ("VOUCH", "4000"))
IDOC_TENDER = ("PTCS", "PTCC", "PTVO")
POSLOG_TENDER = ("Cash", "CreditDebit", "Voucher")

CASHIERS = (
    ("1001", "Anke Sommer"), ("1002", "Jürgen Weiß"), ("1003", "Álvaro Pérez"), ("1004", "Mia Köhler"),
    ("1005", "Tom O'Neill"), ("1006", "Zoë Müller"), ("1007", "Ali Öztürk"), ("1008", "Ruth & Söhne"),
)
