"""Lists of officers from workbooks: read, checked as a whole, taken in by a few statements."""
