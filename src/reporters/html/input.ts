import type { Knowledge } from '../../model/knowledge.js';
import type { RunReport } from '../../model/run-report.js';
import type { Timeline } from '../../model/timeline.js';
import type { Rule } from '../../rules/define-rule.js';

/** Everything that the fleet report is made of. */
export interface FleetReportInput {
  readonly report: RunReport;
  /** What breaks when; `null` where only a saved run is at hand. */
  readonly timeline: FleetTimeline | null;
  readonly rules: readonly Pick<Rule, 'id' | 'docs'>[];
  readonly knowledge: Pick<Knowledge, 'certificates' | 'peers'>;
  readonly assets: HtmlAssets;
}

/** The events of all devices, as `timeline --format json` prints them. */
export interface FleetTimeline extends Timeline {
  readonly asOf: string;
  readonly until: string;
}

/** The style and the script of the page, with the hashes by which its policy lets them in; the build makes them. */
export interface HtmlAssets {
  readonly style: string;
  /** SHA-256 in base64. */
  readonly styleHash: string;
  readonly script: string;
  readonly scriptHash: string;
}
