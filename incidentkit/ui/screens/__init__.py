"""One folder per screen: a view-model that decides, and a view that draws."""
