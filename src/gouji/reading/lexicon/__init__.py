"""Words as data: organisations, places, common indicators, how sentences speak."""
