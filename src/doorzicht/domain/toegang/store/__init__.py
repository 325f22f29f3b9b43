"""Reads and writes the rows of access."""
