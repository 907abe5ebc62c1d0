"""How the same computation is run: dtype, compiler, threads."""
