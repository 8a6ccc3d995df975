"""What a renewal does otherwise than a founding: how it begins, what its requests need, what its last reply brings about."""
