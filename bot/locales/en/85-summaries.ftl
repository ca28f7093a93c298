### Summaries, exports in the making, and the audit trail.

command-audit = Who did what
