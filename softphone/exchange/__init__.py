"""People in and out: vCard, CSV, address books on servers. Knows neither Qt nor the database."""
