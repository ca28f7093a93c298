"""The outbox's worker: claims deliveries, paces them, retries, and writes down what became of each."""
