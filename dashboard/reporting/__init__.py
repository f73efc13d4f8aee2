"""What the dashboard counts, and every report made from what the apps count."""
