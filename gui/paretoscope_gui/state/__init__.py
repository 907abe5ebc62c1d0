"""What the window knows, apart from how it draws it. `draft, history, settings, sidecar, catalogue` know no Qt."""
