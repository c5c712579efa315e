"""How a flowchart becomes law in the house: drafted, checked, approved by two, published. Nothing else writes versions."""
