import { join } from 'node:path';
import type { Checked } from '../../src/engine/check.js';
import { fleetTimeline } from '../../src/engine/fleet-timeline.js';
import { loadHtmlAssets } from '../../src/host/html-assets.js';
import type { FleetReportInput } from '../../src/reporters/html/index.js';
import { runReport } from '../../src/reporters/json.js';
import { rules } from '../../src/rules/index.js';
import { checkFolder, type Folder } from './folder.js';
import { root } from './knowledge.js';

/** What the HTML report of a check is made of. The style and the script are those of the build. */
export function htmlInput({ result, context }: Checked, until: string): FleetReportInput {
  return {
    report: runReport(result, 'test'),
    timeline: { asOf: result.asOf, until, ...fleetTimeline(result, context.options, until) },
    rules,
    knowledge: context.options.knowledge,
    assets: loadHtmlAssets(join(root, 'dist')),
  };
}

/** The same of a folder of exports, by the real engine. */
export async function reportInput(files: Folder, asOf: string, until: string): Promise<FleetReportInput> {
  return htmlInput(await checkFolder(files, { asOf }), until);
}
