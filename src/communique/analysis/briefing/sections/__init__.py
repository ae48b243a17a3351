"""The sections of a briefing that rest on other analyses, each from readouts of encounters of the two sides up to the day."""
