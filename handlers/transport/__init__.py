"""The way in and the ways out: intake, HTTP, replies, and what the delivery worker calls."""
