"""`copydesk doctor`: is this installation fit to run?"""

from __future__ import annotations

import click

from flows.cli.options import Common, common_options

_MARKS = {"ok": ("ok  ", "green"), "warn": ("warn", "yellow"), "fail": ("FAIL", "red")}
_FAILED = 3


@click.command(
    epilog="""\b
Examples:
  copydesk doctor
  copydesk doctor --json

\b
ok: fine; warn: works, but something can be better; FAIL: runs will not work.
Ends with 3 when something failed."""
)
@common_options
def doctor(common: Common) -> None:
    """Check this installation, the settings and the warehouse, with a remedy for each finding."""
    from flows.cli.checks import all_findings, language_facts, places_fact
    from flows.cli.console import output
    from flows.cli.grid import wrapped
    from transforms.display import visible

    out = output(common)
    findings = []
    for finding in all_findings(common):
        findings.append(finding)
        if common.as_json:
            continue
        mark, color = _MARKS[finding.state]
        head = f"{out.style(mark, color)}  {finding.name:<20}  "
        text = finding.value + (f": {finding.remedy}" if finding.remedy else "")
        pieces = wrapped(visible(text, one_line=True), max(out.width - 28, 20), 20)
        out.line(head + pieces[0])
        for piece in pieces[1:]:
            out.line(" " * 28 + piece)
    failed = sum(finding.state == "fail" for finding in findings)
    if common.as_json:
        names = ("name", "state", "value", "remedy")
        checks = [{name: getattr(finding, name) for name in names} for finding in findings]
        language = None if failed else language_facts(common)
        out.json(
            {
                "is_fit": not failed,
                "checks": checks,
                "language": language,
                "places": places_fact(),
            }
        )
    if failed:
        click.get_current_context().exit(_FAILED)
