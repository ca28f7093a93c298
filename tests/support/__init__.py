"""What tests of several rooms share: a clock to turn by hand, settings, databases, and a group with people in it."""
