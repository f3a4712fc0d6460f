"""A part's figures as a table. The first tool is the one that the others are compared with."""


def text(part: dict) -> str:
    rows = [["", "seconds", part["per"] + "/s", "time : crossdock", "CPU s", "peak MB", "what it does"]]
    first = None
    for name, tool in part["tools"].items():
        seconds = tool["seconds"]
        first = first or seconds
        rows.append([name, f"{seconds:.2f}", f"{part['amount'] / seconds:,.0f}", f"{seconds / first:.2f}",
                     f"{tool['cpu']:.2f}" if tool.get("cpu") is not None else "-", f"{tool['megabytes']:.0f}", tool["does"]])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [part["title"]]
    for row in rows:
        cells = [cell.ljust(width) if column in (0, 6) else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def part(title: str, amount: float, per: str, does: dict, measured: dict) -> dict:
    """`does` says for each tool what work it did: rates of unequal work are no race."""
    return {"title": title, "amount": amount, "per": per,
            "tools": {name: {**measured[name], "does": does[name]} for name in measured}}
