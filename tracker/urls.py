"""Every address of the site. The five nouns in their order; a stance history stands under its issue."""

from django.urls import path

from tracker.admin import site
from tracker.views import actors, commitments, issues, pages, search, sources, statements

urlpatterns = [
    path("", pages.home, name="home"),
    path("actors/", actors.actors, name="actors"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("issues/", issues.issues, name="issues"),
    path("issues/<slug:slug>/", issues.issue, name="issue"),
    path("issues/<slug:issue>/<slug:actor>/", issues.stance, name="stance"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<slug:slug>/", statements.statement, name="statement"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/<slug:slug>/", commitments.commitment, name="commitment"),
    path("codebook/", pages.codebook, name="codebook"),
    path("search/", search.search, name="search"),
    path("admin/", site.urls),
]
