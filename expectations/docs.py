"""How do Great Expectations' own pages (Data Docs) look, made fit for offline reading?

Great Expectations' pages load about 15 files from other hosts, one of them a picture
whose address carries an id of the context. `write_data_docs` takes all of that out,
so that a page opened from disk contacts nobody, and adds a small style of our own.
They come behind a flag: the report of `expectations.report` is the one to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import great_expectations as gx

from expectations.checks import Check
from expectations.duck import Staging
from expectations.validate import expectation

_REMOTE = re.compile(
    r"<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>|<link\b[^>]*>|<img\b[^>]*>|<iframe\b.*?</iframe>",
    re.DOTALL | re.IGNORECASE,
)
_REMOTE_ADDRESS = re.compile(r"""(?<=["'(])(?:https?:)?//[^"')\s]+""", re.IGNORECASE)

STYLE = """<style>
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.25rem .5rem;text-align:left}
.collapse{display:block}.badge{border:1px solid #888;border-radius:.5rem;padding:0 .4rem}
</style>"""


def write_data_docs(
    staging: Staging, tables: Sequence[str], checks: Sequence[Check], directory: str
) -> Path:
    """Writes Great Expectations' pages on the checks into `directory`.

    Returns:
        The page to open.
    """
    context = staging.context
    site = {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": directory,
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }
    context.add_data_docs_site(site_name="copydesk", site_config=site)  # type: ignore[arg-type]
    for table in dict.fromkeys(check.table for check in checks):
        if table not in tables:
            continue
        suite = context.suites.add(
            gx.ExpectationSuite(
                name=table,
                expectations=[
                    expectation(check, i) for i, check in enumerate(checks) if check.table == table
                ],
            )
        )
        definition = gx.ValidationDefinition(
            name=table, data=staging.batch_definition(table), suite=suite
        )
        context.validation_definitions.add(definition).run(result_format="SUMMARY")
    context.build_data_docs(site_names=["copydesk"])
    for page in Path(directory).rglob("*.html"):
        page.write_text(offline(page.read_text(encoding="utf-8")), encoding="utf-8")
    return Path(directory) / "index.html"


def offline(html: str) -> str:
    """A page without anything that is loaded from elsewhere."""
    html = _REMOTE.sub("", html)
    html = _REMOTE_ADDRESS.sub("#", html)
    return html.replace("</head>", STYLE + "</head>", 1)
