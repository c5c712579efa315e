"""How a flowchart comes into force: drafted, checked, approved by two, published. Nothing else writes versions."""
