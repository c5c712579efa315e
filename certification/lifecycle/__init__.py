"""A credential's life after and beside its issue: hand-over, annual check, renewal, change, withdrawal."""
