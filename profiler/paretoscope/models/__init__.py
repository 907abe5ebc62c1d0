"""Model folders: what they hold (no torch), how they are loaded, identified and written again."""
