"""Who can post as us, today and on any past day."""
