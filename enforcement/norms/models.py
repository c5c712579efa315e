"""The register of laws and normative documents that acts rest on."""
