"""One file for each journey. Features are strangers to one another; what two need stands a floor below."""
