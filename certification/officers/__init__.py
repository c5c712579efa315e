"""The register of officers: who they are, what they may enforce, how they come and go."""
