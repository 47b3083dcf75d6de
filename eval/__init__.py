"""Does every answer hold up? Question sets, metrics, gates, benchmarks."""
