"""Weights, channels and blocks that are removed."""
