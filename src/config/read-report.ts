import { validateYaml } from '../knowledge/validate.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import { whyNotJson } from '../model/json.js';
import type { RunReport } from '../model/run-report.js';
import {
  runReportSchema,
  savedTimelineSchema,
  streamLineSchema,
  type SavedTimeline,
  type Schema,
  type SchemaError,
} from './report-schema.js';

/** Finding the places of mistakes in a longer text would take too long; the path of the key has to do. */
const LONGEST_PLACED = 2_000_000;

export type SavedRun = { readonly report: RunReport } | { readonly timeline: SavedTimeline };

/** Reads what `check --format json` printed, or `timeline --format json`; every problem has its place. */
export function readSaved(file: string, text: string): SavedRun | { readonly problems: readonly YamlProblem[] } {
  const bare = text.replace(/^\ufeff/, '');
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const atEnd = message.includes('end of JSON') ? bare.length : 0;
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? atEnd);
    return { problems: [{ file, ...placeOf(bare, offset), message: `this is ${whyNotJson(error)}` }] };
  }
  const isTimeline = typeof value === 'object' && value !== null && 'events' in value;
  if (isTimeline) {
    const timeline = savedTimelineSchema.safeParse(value);
    if (timeline.success) return { timeline: withAnnounced(timeline.data) };
    return { problems: problemsOf(file, bare, savedTimelineSchema, timeline.error) };
  }
  const parsed = runReportSchema.safeParse(value);
  if (parsed.success) return { report: parsed.data };
  return { problems: problemsOf(file, bare, runReportSchema, parsed.error) };
}

/** In the printed form what is only announced stands among the events, at level note. */
function withAnnounced({ events, ...others }: Omit<SavedTimeline, 'announced'>): SavedTimeline {
  const isAnnounced = ({ level, cause }: SavedTimeline['events'][number]) => level === 'note' && cause === 'peer';
  return { ...others, events: events.filter((each) => !isAnnounced(each)), announced: events.filter(isAnnounced) };
}

/**
 * Reads the reports of one file: the object of `check --format json`, or the lines of `check --stream`. A record that could not be
 * read has no report, and is a problem.
 */
export function readRuns(
  file: string,
  text: string,
): { readonly reports: readonly RunReport[] } | { readonly problems: readonly YamlProblem[] } {
  const lines = streamed(text);
  if (!lines) {
    const saved = readSaved(file, text);
    if ('problems' in saved) return saved;
    if ('report' in saved) return { reports: [saved.report] };
    return { problems: [{ file, line: 1, column: 1, message: 'this is a time line, and no run of check' }] };
  }
  const reports: RunReport[] = [];
  const problems: YamlProblem[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const found = readStreamed(file, line);
    if ('report' in found) reports.push(found.report);
    else problems.push(...found.problems.map((problem) => ({ ...problem, line: i + 1 })));
  }
  return problems.length > 0 ? { problems } : { reports };
}

/** The lines of `check --stream`, `null` where a text is something else. */
function streamed(text: string): readonly string[] | null {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const first = lines.find((line) => line.trim() !== '');
  return first !== undefined && /^\s*\{\s*"(?:path|line)":/.test(first) ? lines : null;
}

function readStreamed(
  file: string,
  line: string,
): { readonly report: RunReport } | { readonly problems: readonly YamlProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const message = `this is ${whyNotJson(error)}`;
    return { problems: [{ file, line: 1, column: 1, message }] };
  }
  const parsed = streamLineSchema.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(file, line, streamLineSchema, parsed.error) };
  const { path, report, error } = parsed.data;
  if (report) return { report };
  const what = path ?? 'a record without a path';
  return {
    problems: [{ file, line: 1, column: 1, message: `${what} was not checked: ${error ?? 'it has no report'}` }],
  };
}

function problemsOf(file: string, bare: string, schema: Schema, error: SchemaError): readonly YamlProblem[] {
  // JSON is YAML, and the reader of YAML knows where each value stands.
  const placed = bare.length > LONGEST_PLACED ? null : validateYaml(file, bare, schema);
  if (placed && 'problems' in placed && placed.problems.length > 0) return placed.problems;
  return error.issues.map(({ path, message }) => ({
    file,
    line: 1,
    column: 1,
    message: `${path.map(String).join('.')}: ${message}`,
  }));
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
