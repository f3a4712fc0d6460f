"""The story counts business days from 1. Day 1 is a Monday, 2026-01-05."""

from datetime import date, timedelta

FIRST = date(2026, 1, 5)
LAST = 40


def on(day: int) -> date:
    """The date of a numbered day."""
    return FIRST + timedelta(days=day - 1)


def named(day: int) -> str:
    return f"day {day}, {on(day):%a %Y-%m-%d}"
