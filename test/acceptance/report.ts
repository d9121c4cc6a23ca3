import { fleetTimeline } from '../../src/engine/fleet-timeline.js';
import { loadHtmlAssets } from '../../src/host/html-assets.js';
import { htmlReport, type FleetReportInput } from '../../src/reporters/html/index.js';
import { runReport } from '../../src/reporters/json.js';
import { rules } from '../../src/rules/index.js';
import { join } from 'node:path';
import { checkFolder, type Folder } from '../support/folder.js';
import { root } from '../support/knowledge.js';

/** What the HTML report of a folder of exports is made of, by the real engine. */
export async function reportInput(files: Folder, asOf: string, until: string): Promise<FleetReportInput> {
  const { result, context } = await checkFolder(files, { asOf });
  return {
    report: runReport(result, 'test'),
    timeline: { asOf, until, ...fleetTimeline(result.devices, context.options, until) },
    rules,
    knowledge: context.options.knowledge,
    assets: loadHtmlAssets(join(root, 'dist')),
  };
}

export { htmlReport };
