"""Fewer layers."""
