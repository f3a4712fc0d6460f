"""One module per interface. Each has `ID`, `ONE_FILE` (may a run be one file?) and `files(run)`: (name, byte chunks)."""

from . import (amazon_settlement, cloud_erp, idoc, items_csv, movements_xml, poslog, rtlog, sales_csv, shopify_order,
               stock_csv, tenders_csv)

INTERFACES = {interface.ID: interface for interface in (
    sales_csv, rtlog, tenders_csv, poslog, stock_csv, idoc, items_csv, movements_xml, amazon_settlement, shopify_order,
    cloud_erp.ItemInterface, cloud_erp.PriceInterface)}
