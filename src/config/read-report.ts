import { validateYaml } from '../knowledge/validate.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import type { RunReport } from '../model/run-report.js';
import { runReportSchema } from './report-schema.js';

/** Finding the places of mistakes in a longer text would take too long; the path of the key has to do. */
const LONGEST_PLACED = 2_000_000;

/** Reads what `check --format json` printed; every problem has its place. */
export function readReport(
  file: string,
  text: string,
): { readonly report: RunReport } | { readonly problems: readonly YamlProblem[] } {
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
  const parsed = runReportSchema.safeParse(value);
  if (parsed.success) return { report: parsed.data };
  // JSON is YAML, and the reader of YAML knows where each value stands.
  const placed = bare.length > LONGEST_PLACED ? null : validateYaml(file, bare, runReportSchema);
  if (placed && 'problems' in placed && placed.problems.length > 0) return placed;
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({
      file,
      line: 1,
      column: 1,
      message: `${path.map(String).join('.')}: ${message}`,
    })),
  };
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
