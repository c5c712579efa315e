"""Photos of officers: measured, said in plain words, cropped. Nothing that recognises a face is kept."""
