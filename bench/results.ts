import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { plansOf } from './dataset.ts'
import { reasonFor } from './reasons.ts'
import { asMarkdown, type Row } from './table.ts'

const number = new Intl.NumberFormat('en')

const saying = (row: Row) => {
  const reason = reasonFor(row)
  return reason ? `What stands in the way: ${reason}.` : ''
}

/** Keeps the table in `RESULTS.md` true: what was measured, on what, what was left out, what misses its budget. */
export function writeResults(
  rows: readonly Row[],
  { began, minutes, scale }: { began: Date; minutes: number; scale: number },
) {
  const [large, board, ...small] = plansOf(scale)
  const counted = (plan: typeof large) =>
    plan &&
    `${number.format(plan.members)} members in ${plan.teams} teams, ${plan.objectives} objectives over ${plan.quarters} quarters with ${number.format(plan.objectives * 3)} key results, ` +
      `${number.format(plan.initiatives)} initiatives, ${number.format(plan.items)} work items, ${number.format(plan.links)} links, ${number.format(plan.items * 10)} domain events, ` +
      `${plan.metrics} metrics with ${number.format(plan.metrics * plan.days)} daily values, ${plan.releases} releases`
  const missed = rows.filter(({ reached }) => reached === 'no')
  const load = os.loadavg().map((one) => one.toFixed(1))
  const text = `# What was measured

Written by \`npm run bench\`; do not edit by hand.

- **When**: ${began.toISOString().slice(0, 16).replace('T', ' ')} UTC; the run took ${minutes.toFixed(1)} minutes.
- **Machine**: ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ${os.platform()} ${os.arch()}, Node ${process.versions.node}. The load of the last minutes was ${load.join(', ')};
  everything above ${os.cpus().length} means that other work ran beside it, and then only the ratios say something.
- **Database**: the embedded PostgreSQL with its default settings, so every commit is on disk before the answer.
- **Data set L**${scale === 1 ? '' : ` (× ${scale})`}: ${counted(large)}. Beside it ${small.length} workspaces of ${small[0]?.items} work items each, and one of ${number.format(board?.items ?? 0)} for the browser.
- **How**: queries and commands run in one process, each by turns with a bare counterpart: hand-written SQL for the same rows through the same driver, without
  row-level security, validation, or a transaction for reading. Each turn is another random member and record. The ratio is of the medians.

${asMarkdown(rows)}

## What misses its budget

${missed.length === 0 ? 'Nothing.' : missed.map((row) => `- **${row.what}**: p50 ${row.p50}, p95 ${row.p95}, ${row.ratio}; to reach ${row.reach}. ${saying(row)}`).join('\n')}

## What was left out

- Pages, decisions, messages and product events: those features do not exist yet, and with them 20,000 pages, 1,000,000 messages and 10,000,000 events.
- Indexes are built after the rows are there, so they are as compact as after a \`reindex\`.
- Sustained commands with an external PostgreSQL on a machine of its own; here writers, server and database share the cores.
- Dragging on the board.${rows.some(({ what }) => /10,000 items/.test(what)) ? '' : ' The board and list of 10,000 items: the page showed none when this was measured.'}
`
  writeFileSync(path.join(import.meta.dirname, 'RESULTS.md'), text)
}
