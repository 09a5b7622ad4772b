"""Version 1 of the schemas; data only."""
