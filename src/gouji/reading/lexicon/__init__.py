"""Words as data: organisations, places, common indicators."""
