"""The safety gate's rules of each language, as files that a practice can read, and what may stand in one."""
