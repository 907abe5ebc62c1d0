"""Scripts that make the built-in models; run from the repository root as ``python -m assets.train.<name>``."""
