"""What is kept of the past: eviction and quantization of the KV cache."""
