"""What is measured: time, memory, energy, quality, work. One meter, one file; what is not there says why."""
