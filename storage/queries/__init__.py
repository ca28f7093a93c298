"""One module for each area. Every query that reads or writes what belongs to a practice names the practice."""
