import type { ProposedFix } from '../model/proposed-fix.js';
import type { RunReport } from '../model/run-report.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Rule } from '../rules/define-rule.js';
import type { FleetTimeline, HtmlAssets } from './html/input.js';

/** What the report of a fleet needs beside the run. */
export interface FleetPage {
  readonly timeline: FleetTimeline | null;
  readonly knowledge: Pick<Knowledge, 'certificates' | 'peers'>;
  readonly assets: HtmlAssets;
}

/** What a report may need beside the run itself. */
export interface ReportContext {
  readonly rules: readonly Rule[];
  /** GitHub's hash of each of these lines of a file; those of a file that is not there, or not the same any more, are left out. */
  readonly lineHashes: (path: string, lines: ReadonlySet<number>) => ReadonlyMap<number, string>;
  /** What `patch` would write, by the fingerprints of the findings that it remedies; empty for a saved run. */
  readonly fixes: ReadonlyMap<string, ProposedFix>;
  readonly gzipSize: (text: string) => number;
  /** `null` for a format that does not need it. */
  readonly page: FleetPage | null;
}

export interface RenderedReport {
  readonly text: string;
  /** What the form could not take, for the person who asked for it: sentences without a full stop. */
  readonly notices: readonly string[];
}

export type Render = (report: RunReport, context: ReportContext) => RenderedReport;

/** One output format that is made of a run as plain data. */
export interface ReportFormat {
  /** As `--format` and `--report` take it. */
  readonly name: string;
  /** Of a file that holds it, without a dot. */
  readonly extension: string;
  /** What it is for, in a few words. */
  readonly what: string;
  /** Costly parts of the context that it uses; they are made for nobody else. */
  readonly needs: readonly ('lineHashes' | 'fixes' | 'page')[];
  /** Loads the code, a chunk of its own in the build. */
  readonly load: () => Promise<Render>;
}
