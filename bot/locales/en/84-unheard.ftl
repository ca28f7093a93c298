### Who have we not heard, and the registered list.
