"""Functions of values: the rules of a patient group. No clock, no input or output, none of our other rooms."""
