// The accessibility report as a page: a table of few columns, which a screen reader reads row by row, and the procedures below it.
import { procedures } from './procedures.ts';
import type { Row, Status } from './rows.ts';

export interface ReportedGroup {
  readonly title: string;
  readonly source: string;
  readonly rows: readonly Row[];
}

export interface Summary {
  readonly firmware: string;
  readonly madeAt: string;
  readonly count: { readonly [status in Status]: number };
  /** The long form of the intelligibility floor. */
  readonly intelligibility: readonly string[];
  readonly unproven: readonly string[];
}

const style = `html{font:1.1rem/1.5 'Atkinson Hyperlegible',Verdana,sans-serif;color:#111;background:#fff}
body{max-width:95rem;margin:0 auto;padding:1rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #555;padding:.5rem;text-align:left;vertical-align:top}
caption{text-align:left;font-weight:bold;padding:.5rem 0}
thead{background:#eee}
td:nth-child(2){width:16%}
td:nth-child(3){font-weight:bold}
td:nth-child(5){width:34%}
td p{margin:0 0 .5rem}
ul,ol{margin:.3rem 0;padding-left:1.3rem}
code{overflow-wrap:anywhere}
@media print{html{font-size:11pt}}`;

export function reportPage(groups: readonly ReportedGroup[], summary: Summary): string {
  const { count } = summary;
  const counted = Object.entries(count)
    .filter(([, rows]) => rows > 0)
    .map(([status, rows]) => `<li>${rows} ${escaped(status)}</li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Klarkode: accessibility report</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Accessibility report</h1>
<p>Firmware of the code reader: <code>${escaped(summary.firmware)}</code>. Made ${escaped(summary.madeAt)}. No row claims more than its tests show;
nothing here was measured on hardware, and no holder has tried the device yet.</p>
<ul>
${counted.join('\n')}
</ul>
${groups.map(section).join('\n')}
<h2>What a recogniser hears</h2>
<ul>
${summary.intelligibility.map((line) => `<li>${escaped(line)}</li>`).join('\n')}
</ul>
<h3>What that does not prove</h3>
<ul>
${summary.unproven.map((line) => `<li>${escaped(line)}</li>`).join('\n')}
</ul>
<h2>How to measure what no test shows</h2>
${Object.entries(procedures)
  .map(
    ([number, { title, needs, steps, passes }]) => `<h3 id="procedure-${number}">${number}. ${escaped(title)}</h3>
<p>Needed: ${escaped(needs)}</p>
<ol>
${steps.map((step) => `<li>${escaped(step)}</li>`).join('\n')}
</ol>
<p>Passes: ${escaped(passes)}</p>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
}

function section({ title, source, rows }: ReportedGroup): string {
  return `<h2>${escaped(title)}</h2>
<p>${escaped(source)}</p>
<div class="wide" role="region" aria-label="${escaped(title)}" tabindex="0">
<table>
<caption>Clause by clause: ${escaped(title)}</caption>
<thead><tr><th scope="col">Clause</th><th scope="col">Asks, in short</th><th scope="col">Status</th><th scope="col">Shown, figures, and what is not shown</th><th scope="col">Tests</th></tr></thead>
<tbody>
${rows.map(tableRow).join('\n')}
</tbody>
</table>
</div>`;
}

function tableRow(row: Row): string {
  const parts = [
    ...(row.shows === undefined ? [] : [escaped(row.shows)]),
    ...row.figures.map((figure) => `Figure: ${escaped(figure)}.`),
    ...(row.exempt === undefined ? [] : [escaped(row.exempt)]),
    ...(row.rest === undefined ? [] : [`Not shown: ${escaped(row.rest)}`]),
    ...(row.procedure === undefined
      ? []
      : [`To be measured on hardware: <a href="#procedure-${row.procedure}">procedure ${row.procedure}</a>.`]),
    ...row.missing.map(({ file, name }) => `Missing test: ${escaped(file)}, ${escaped(name)}.`),
  ];
  return `<tr><th scope="row">${escaped(row.clause)}</th><td>${escaped(row.asks)}</td><td>${row.status}</td><td>${parts
    .map((part) => `<p>${part}</p>`)
    .join('')}</td><td>${tests(row)}</td></tr>`;
}

/** A table of tests is one line with its count. */
function tests({ tests: named, seen }: Row): string {
  if (named.length === 0) return 'none';
  const lines = named.map(({ file, name }) => {
    const found = seen.filter((test) => test.file === file && test.name.includes(name));
    const failed = found.filter(({ passed }) => !passed).length;
    const count = found.length === 1 ? '' : ` (${found.length} tests)`;
    return `<li><code>test/${escaped(file)}</code>: ${escaped(name)}${count}, ${failed === 0 && found.length > 0 ? 'passed' : 'not passed'}</li>`;
  });
  return `<ul>${lines.join('')}</ul>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
