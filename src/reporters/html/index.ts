import type { RunReport } from '../../model/run-report.js';
import type { RenderedReport, ReportContext } from '../report-format.js';
import type { FleetReportInput } from './input.js';
import { overview } from './overview.js';
import { packFleet } from './pack.js';
import { page } from './page.js';
import { VERDICTS } from './verdict.js';

export type { FleetReportInput, FleetTimeline, HtmlAssets } from './input.js';

/** As one of the formats of a run. */
export function renderHtml(report: RunReport, { rules, page: given }: ReportContext): RenderedReport {
  if (!given) throw new Error('the report of a fleet needs a page');
  return { text: htmlReport({ report, rules, ...given }), notices: [] };
}

/** The report of a fleet as one HTML file. The same input gives the same bytes. */
export function htmlReport(input: FleetReportInput): string {
  const packed = packFleet(input);
  const verdicts = packed.devices.map(([, , , , verdict]) => VERDICTS[verdict] ?? 'open');
  return page(input, overview(input, verdicts), packed);
}
