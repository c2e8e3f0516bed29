"""What readers take away: tables as files, the chart as a drawing, citations, the whole data set."""
