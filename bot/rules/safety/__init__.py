"""The safety gate: what in somebody's words must not wait, and what of them names people. Functions of values."""
