"""What happens on the dashboard: colours, progress, risks, reports."""
