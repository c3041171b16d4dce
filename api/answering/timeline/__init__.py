"""Developments on a topic, each dated, cited and told once."""
