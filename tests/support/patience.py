"""How long a test waits for what has to come."""

PATIENCE_S = 30.0
"""A machine may be several times slower than ours, and busy besides. Only a test that fails waits this long."""
