"""The review of case files: draws, scores, objections, results."""
