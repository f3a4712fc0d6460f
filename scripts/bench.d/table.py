"""A part's figures as a table. The first tool is the one that the others are compared with."""


def text(part: dict) -> str:
    rows = [["", "seconds", f"{part['per']}/s", "time : first", "CPU s", "peak MB"]]
    first = next(iter(part["tools"].values()))["seconds"]
    for name, tool in part["tools"].items():
        seconds = tool["seconds"]
        rows.append([name, f"{seconds:.2f}", f"{part['amount'] / seconds:,.0f}", f"{seconds / first:.2f}",
                     f"{tool['cpu']:.2f}", f"{tool['megabytes']:.0f}"])
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = [part["title"]]
    for name, *figures in rows:
        lines.append("  ".join([name.ljust(widths[0]), *(figure.rjust(width) for figure, width in zip(figures, widths[1:]))]))
    # Rates of unequal work are no race: what each tool did stands below.
    lines += [f"  {name}: {tool['does']}" for name, tool in part["tools"].items()]
    return "\n".join(lines)


def part(title: str, amount: float, per: str, does: dict, measured: dict) -> dict:
    """`does` says for each tool what work it did."""
    return {"title": title, "amount": amount, "per": per,
            "tools": {name: {**measured[name], "does": does[name]} for name in measured}}
