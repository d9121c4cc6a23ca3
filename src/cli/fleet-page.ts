import { farEnough, fleetTimeline } from '../engine/fleet-timeline.js';
import { loadHtmlAssets } from '../host/html-assets.js';
import { loadKnowledge } from '../host/knowledge.js';
import type { FleetPage } from '../reporters/report-format.js';
import type { FleetTimeline } from '../reporters/html/index.js';
import type { Environment } from './environment.js';
import type { Run } from './run.js';

/** What the HTML report needs beside the run, with the time line computed. */
export function livePage({ checked: { result }, options }: Run, { dataFolder }: Environment): FleetPage {
  const until = farEnough(options.asOf);
  return {
    timeline: { asOf: result.asOf, until, ...fleetTimeline(result, options, until) },
    knowledge: options.knowledge,
    assets: loadHtmlAssets(dataFolder),
  };
}

/** The same of a saved run, with its saved time line where there is one. */
export function savedPage(timeline: FleetTimeline | null, { dataFolder }: Environment): FleetPage {
  return { timeline, knowledge: loadKnowledge(dataFolder), assets: loadHtmlAssets(dataFolder) };
}
