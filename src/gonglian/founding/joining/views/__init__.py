"""Views of joining and leaving."""
