"""Long work and published records: the broker, jobs, the outbox, what ticks every second."""
