"""What the program does, one module for each area. Each takes the unit of work and returns frozen values."""
