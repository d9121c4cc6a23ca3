import { farEnough, fleetTimeline } from '../engine/fleet-timeline.js';
import { loadHtmlAssets } from '../host/html-assets.js';
import { htmlReport } from '../reporters/html/index.js';
import { runReport } from '../reporters/json.js';
import { rules } from '../rules/index.js';
import type { Environment } from './environment.js';
import type { Run } from './run.js';

/** The report of a fleet as one HTML file, with its time line computed. */
export function renderHtml({ checked: { result }, options }: Run, { dataFolder, version }: Environment): string {
  const until = farEnough(options.asOf);
  return htmlReport({
    report: runReport(result, version),
    timeline: { asOf: result.asOf, until, ...fleetTimeline(result.devices, options, until) },
    rules,
    knowledge: options.knowledge,
    assets: loadHtmlAssets(dataFolder),
  });
}
