"""The stance chart as geometry: frozen values in whole pixels, which a template only draws.

One line is drawn twice: wide, with time from left to right, and narrow for a phone, with time
downwards. Whole numbers, so that no locale's decimal comma reaches an SVG attribute.
"""

from .away import away
from .drawing import Drawing
from .narrow import draw_narrow
from .pledge import Pledge, PledgeTurn
from .spark import Spark, SparkTime, shared_time, spark, spark_time
from .subject import subject
from .wide import draw_wide

__all__ = [
    "Drawing",
    "Pledge",
    "PledgeTurn",
    "Spark",
    "SparkTime",
    "away",
    "draw_narrow",
    "draw_wide",
    "shared_time",
    "spark",
    "spark_time",
    "subject",
]
