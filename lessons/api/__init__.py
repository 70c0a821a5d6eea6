"""What machines fetch for a station: approved texts, today's bulletin, a feed. Read-only; described in openapi.yaml."""
