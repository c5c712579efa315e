"""The keys of issuers: the signed key list, ceremonies, the log of what was signed."""
