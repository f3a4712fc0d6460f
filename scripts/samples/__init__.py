"""Synthetic retail files for Crossdock: one invented retailer, told in many formats."""
