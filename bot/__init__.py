"""The running program and the rules of a patient group."""
