"""The status of every credential as signed lists, published within seconds of a change."""
