"""What is left afterwards: reports, bundles, redaction, retention."""
