"""What the pages of founding show, worked out from the records; templates only lay it out."""
