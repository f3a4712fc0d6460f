"""Business days and local time, without a clock and without a time-zone database."""

from datetime import date, timedelta

FIRST_DAY = date(2026, 1, 5)


def compact(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def clock(seconds: int) -> str:
    """Seconds since midnight as HH:mm:ss."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def offset(day: date) -> str:
    """The Central European offset at noon of `day`: summer time from the last Sunday of March to that of October."""
    return "+02:00" if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else "+01:00"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
