"""Cards in numbers: sheets, and batches that are issued, printed and resumed in the background."""
