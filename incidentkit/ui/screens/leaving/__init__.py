"""What has to be changed and taken away because somebody goes."""
