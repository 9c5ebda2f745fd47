"""Filing evidence inside a step: dropped, pasted, chosen, photographed, or owed."""
