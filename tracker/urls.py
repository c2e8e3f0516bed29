"""Every address of the site. The five nouns in their order; a stance history stands under its issue.

What readers see is there in each language: in English as it stands here, in French under /fr/.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path, register_converter

from tracker.admin import site
from tracker.api import api
from tracker.views import (
    actors,
    commitments,
    compare,
    comparisons,
    downloads,
    feeds,
    issues,
    pages,
    programs,
    reports,
    search,
    sources,
    statements,
)

register_converter(downloads.Ending, "ending")
register_converter(downloads.Drawn, "drawn")
register_converter(downloads.Style, "style")

NOUNS = ("actors", "issues", "sources", "statements", "commitments")

# What readers take away: a page's address with another ending. No slug holds a dot.
FILES = [
    *(path(f"{noun}.<ending:ending>", getattr(downloads, noun), name=f"{noun}-file") for noun in NOUNS),
    *(
        path(f"{noun}/<slug:slug>.<ending:ending>", getattr(downloads, noun[:-1]), name=f"{noun[:-1]}-file")
        for noun in NOUNS
    ),
    *(
        path(
            f"{noun}/<slug:slug>.<style:style>",
            downloads.citation,
            {"noun": noun},
            name=f"{noun[:-1]}-citation",
        )
        for noun in NOUNS
    ),
    path("issues/<slug:issue>/<slug:actor>.<ending:ending>", downloads.stance, name="stance-file"),
    path("issues/<slug:issue>/<slug:actor>.<drawn:ending>", downloads.drawing, name="stance-drawing"),
    path("issues/<slug:issue>/<slug:actor>.<style:style>", downloads.stance_citation, name="stance-citation"),
    path("compare/matrix.<ending:ending>", comparisons.matrix, name="compare_matrix-file"),
    path("compare/reversals.<ending:ending>", comparisons.reversals, name="compare_reversals-file"),
    path("compare/distance.<ending:ending>", comparisons.distance, name="compare_distance-file"),
    path("compare/issue/<slug:issue>.<ending:ending>", comparisons.issue, name="compare_issue-file"),
    path("compare/actor/<slug:actor>.<ending:ending>", comparisons.actor, name="compare_actor-file"),
    path("codebook.<ending:ending>", comparisons.codebook, name="codebook-file"),
    path("search.<ending:ending>", comparisons.search, name="search-file"),
    path("data/positions.zip", downloads.package, name="package"),
    path("data/positions.zip.sha256", downloads.checksum, name="package-checksum"),
]

FEEDS = [
    path("feeds/<slug:kind>.atom", feeds.feed, name="feed"),
    path("actors/<slug:actor>/<slug:kind>.atom", feeds.feed, name="feed"),
    path("issues/<slug:issue>/<slug:kind>.atom", feeds.feed, name="feed"),
    path("issues/<slug:issue>/<slug:actor>/<slug:kind>.atom", feeds.feed, name="feed"),
]

PAGES = [
    path("", pages.home, name="home"),
    path("actors/", actors.actors, name="actors"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("issues/", issues.issues, name="issues"),
    path("issues/<slug:slug>/", issues.issue, name="issue"),
    path("issues/<slug:issue>/<slug:actor>/", issues.stance, name="stance"),
    path("issues/<slug:issue>/<slug:actor>/embed/", issues.embed, name="embed"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<slug:slug>/", statements.statement, name="statement"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/<slug:slug>/", commitments.commitment, name="commitment"),
    path("compare/", compare.compare, name="compare"),
    path("compare/matrix/", compare.compare_matrix, name="compare_matrix"),
    path("compare/reversals/", compare.compare_reversals, name="compare_reversals"),
    path("compare/distance/", compare.compare_distance, name="compare_distance"),
    path("compare/issue/<slug:issue>/", compare.compare_issue, name="compare_issue"),
    path("compare/actor/<slug:actor>/", compare.compare_actor, name="compare_actor"),
    path("codebook/", pages.codebook, name="codebook"),
    path("data/", downloads.data, name="data"),
    path("api/", programs.programs, name="programs"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("report/<slug:noun>/<slug:slug>/", reports.report, name="report"),
    path("search/", search.search, name="search"),
]

PUBLIC = [*PAGES, *FILES, *FEEDS]

urlpatterns = [
    path("admin/", site.urls),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", programs.nowhere),
    *i18n_patterns(*PUBLIC, prefix_default_language=False),
]
