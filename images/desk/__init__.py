"""The staff's side of the picture library: sending, finding, choosing, where a picture stands."""
