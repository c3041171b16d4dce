"""How the reader is trained: material, negatives, examples, the loop."""
