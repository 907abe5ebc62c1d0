"""Thinner factors in place of full matrices."""
