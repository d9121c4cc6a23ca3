import { proposedFixes } from '../engine/proposed-fixes.js';
import { farEnough, fleetTimeline } from '../engine/fleet-timeline.js';
import { loadHtmlAssets } from '../host/html-assets.js';
import { bytesOnDisk, contextOf, liveSource, type ReportSource } from '../host/report-source.js';
import type { RunReport } from '../model/run-report.js';
import { reportFormats } from '../reporters/index.js';
import { rules } from '../rules/index.js';
import { DATA_FOLDER, loadKnowledge, version } from './facts.js';
import { planAll } from './patch.js';
import { checkedOf, type Run } from './run.js';

/** The names that `render` takes: `json`, `ndjson`, `sarif`, `gitlab`, `junit`, `checkstyle`, `github`, `markdown`, `csv`, `html`. */
export const formats: readonly string[] = reportFormats.map(({ name }) => name);

export interface Rendered {
  readonly text: string;
  /** What the form could not take: sentences without a full stop. */
  readonly notices: readonly string[];
}

/** A report of a run, or of one that was saved as JSON. Of a saved one, fixes are left out. */
export async function render(run: Run | RunReport, format: string): Promise<Rendered> {
  const found = reportFormats.find(({ name }) => name === format);
  if (!found) throw new RangeError(`unknown format ${format}; formats: ${formats.join(', ')}`);
  const source = 'report' in run ? liveOf(run) : savedSource(run);
  return (await found.load())(source.report, await contextOf(source, [found]));
}

function liveOf(run: Run): ReportSource {
  const checked = checkedOf(run);
  const { rules: levels } = checked.context.options;
  const fixes = async () => {
    const patches = await planAll(checked, {});
    return new Map(patches.flatMap((each) => [...proposedFixes(each, checked.result.findings)]));
  };
  const asked = rules.filter(({ id }) => levels[id] !== 'off');
  const page = () => {
    const { asOf, knowledge } = checked.context.options;
    const until = farEnough(asOf);
    const line = { asOf: asOf.text, until, ...fleetTimeline(checked.result, checked.context.options, until) };
    return Promise.resolve({ timeline: line, knowledge, assets: loadHtmlAssets(DATA_FOLDER) });
  };
  return liveSource(checked, asked, { fixes, page }, version);
}

function savedSource(report: RunReport): ReportSource {
  const page = () =>
    Promise.resolve({ timeline: null, knowledge: loadKnowledge(), assets: loadHtmlAssets(DATA_FOLDER) });
  return { report, rules, bytesOf: bytesOnDisk, costly: { fixes: () => Promise.resolve(new Map()), page } };
}
