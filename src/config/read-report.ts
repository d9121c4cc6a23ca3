import { validateYaml } from '../knowledge/validate.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import type { RunReport } from '../model/run-report.js';
import {
  runReportSchema,
  savedTimelineSchema,
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
    return { problems: [{ file, ...placeOf(bare, offset), message: `this is not JSON: ${message}` }] };
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
