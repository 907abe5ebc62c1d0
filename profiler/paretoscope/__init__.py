"""Paretoscope: what each efficiency technique really does to a model, measured on this machine."""

__version__ = "0.1.0"
