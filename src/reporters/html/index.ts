import type { FleetReportInput } from './input.js';
import { overview } from './overview.js';
import { packFleet } from './pack.js';
import { page } from './page.js';
import { VERDICTS } from './verdict.js';

export type { FleetReportInput, FleetTimeline, HtmlAssets } from './input.js';

/** The report of a fleet as one HTML file. The same input gives the same bytes. */
export function htmlReport(input: FleetReportInput): string {
  const packed = packFleet(input);
  const verdicts = packed.devices.map(([, , , , verdict]) => VERDICTS[verdict] ?? 'open');
  return page(input, overview(input, verdicts), packed);
}
