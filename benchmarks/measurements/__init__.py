"""The measurements, in the order in which they are made. Each is a function of the stage, and gives its figures."""
