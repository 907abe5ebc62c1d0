"""Fewer tokens for the same input."""
