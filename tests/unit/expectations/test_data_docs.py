"""Great Expectations' own pages come out fit for offline reading."""

import re
from datetime import date

from expectations.checks import AuditRequest
from expectations.client import AuditProcess
from expectations.newsroom import NewsroomOptions, newsroom_checks


def test_pages_name_the_failing_check_and_load_nothing(staging, tmp_path):
    checks = newsroom_checks(NewsroomOptions(run_day=date(2025, 4, 12), least_words=500))
    folder = tmp_path / "pages"
    with AuditProcess() as process:
        outcome = process.audit(
            AuditRequest(str(staging(2)), ("articles",), checks, data_docs_directory=str(folder))
        )
    assert not all(result.is_success for result in outcome.results)
    pages = {page: page.read_text(encoding="utf-8") for page in folder.rglob("*.html")}
    assert folder / "index.html" in pages
    assert any("word_count" in text for text in pages.values())
    for page, text in pages.items():
        loaded = re.findall(r"""<(?:script|link|img|iframe)\b[^>]*(?:src|href)[^>]*>""", text)
        assert loaded == [], (page, loaded[:3])
        assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", text), page
