"""Lawful cases by chance, and one violation of each rule: written from the law, with no code of the rules."""
