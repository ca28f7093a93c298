"""How well the safety gate finds what it looks for, measured on messages that were written for this alone.

`messages.toml` has two sets. Rules are made to fit "tuning"; "held-out" says how well they do on what they do not
know, and nobody who makes rules reads it.
"""
