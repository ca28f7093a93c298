"""What is kept: the database, its shape, and the queries."""
