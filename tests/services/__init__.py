"""The services, from outside, over both databases."""
