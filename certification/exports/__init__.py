"""Credentials in the formats of others: wallets, documents, pictures."""
