export interface Family {
  readonly name: string;
  readonly type: string;
  readonly unit: string | null;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** A family whose samples are being read. */
interface Open {
  readonly name: string;
  help?: string;
  type?: string;
  unit?: string;
  readonly samples: Family['samples'][number][];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const META = new RegExp(`^# (HELP|TYPE|UNIT) (${NAME}) (.*)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?\\d+(?:\\.\\d+)?)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/gy;

/**
 * Reads gauges as OpenMetrics 1.0 has them and as the text format 0.0.4 has them too, and throws at whatever either refuses:
 * HELP, TYPE and UNIT once and before the samples, names that end in their unit, one sample for the same labels, no timestamps, a
 * last line `# EOF`.
 */
export function readGauges(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n# EOF\n')) throw new Error('no end');
  const open: Open[] = [];
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const [, keyword, of = '', rest = ''] = META.exec(line) ?? [];
    if (keyword !== undefined && open.at(-1)?.name !== of) open.push({ name: of, samples: [] });
    const current = open.at(-1);
    if (!current) throw new Error(`before any family: ${line}`);
    if (keyword !== undefined) {
      const key = keyword.toLowerCase() as 'help' | 'type' | 'unit';
      if (current.samples.length > 0 || current[key] !== undefined) throw new Error(`misplaced: ${line}`);
      // The two formats escape a help text differently.
      if (/["\\]/.test(rest)) throw new Error(`ambiguous: ${line}`);
      current[key] = rest;
      continue;
    }
    const [, name, labels, value] = SAMPLE.exec(line) ?? [];
    if (name !== current.name) throw new Error(`no sample of ${current.name}: ${line}`);
    const read = readLabels(labels ?? '');
    if (current.samples.some((other) => JSON.stringify(other.labels) === JSON.stringify(read)))
      throw new Error(`twice: ${line}`);
    current.samples.push({ labels: read, value: Number(value) });
  }
  const families = new Map(open.map((family) => [family.name, closed(family)]));
  if (families.size < open.length) throw new Error('a family is there twice');
  return families;
}

function closed({ name, help, type, unit, samples }: Open): Family {
  if (help === undefined || type !== 'gauge') throw new Error(`${name} is no described gauge`);
  if (unit !== undefined && !name.endsWith(`_${unit}`)) throw new Error(`${name} does not end in ${unit}`);
  return { name, help, type, unit: unit ?? null, samples };
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < text.length; at = LABEL.lastIndex) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined || name in labels) throw new Error(`bad labels: ${text}`);
    labels[name] = value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
  }
  return labels;
}
