"""Forms: what a survey asks, of whom, and in what order. Functions of values."""
