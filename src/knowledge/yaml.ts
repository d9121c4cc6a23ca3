import { EVENT_ID, YAMLException, load, parseEvents, type Event } from 'js-yaml';

/** What is wrong in a YAML file, and where: lines and columns count from 1. */
export interface YamlProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type YamlPath = readonly PropertyKey[];

export interface YamlDocument {
  readonly value: unknown;
  /** The place of the value at a path, or of its nearest ancestor that is there. */
  readonly place: (path: YamlPath) => { readonly line: number; readonly column: number };
}

const LIMITS = { maxDepth: 50, maxAliases: 0 };

/** The only door to js-yaml. Aliases are refused: these files are data for people to read. */
export function readYaml(file: string, text: string): YamlDocument | { readonly problem: YamlProblem } {
  try {
    // A file of comments only is an empty mapping.
    if (text.split('\n').every((line) => /^\s*(#.*)?$/.test(line)))
      return { value: {}, place: () => ({ line: 1, column: 1 }) };
    const value = load(text, LIMITS);
    const places = offsets(parseEvents(text, LIMITS), text);
    return {
      value,
      place: (path) => {
        for (let length = path.length; length > 0; length -= 1) {
          const offset = places.get(pathKey(path.slice(0, length)));
          if (offset !== undefined) return lineAndColumn(text, offset);
        }
        return { line: 1, column: 1 };
      },
    };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = lineAndColumn(text, error.mark?.position ?? 0);
    return { problem: { file, line, column, message: inWords(error.reason) } };
  }
}

function inWords(reason: string): string {
  if (reason.startsWith('aliases exceeded')) return 'aliases (*name) are not taken: write the value out';
  return reason || 'not YAML';
}

function pathKey(path: YamlPath): string {
  return JSON.stringify(path.map(String));
}

/** Where the value at each path starts; for a key of a mapping that is the key, which names the value. */
function offsets(events: readonly Event[], text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let next = 0;

  function skip(path: YamlPath): void {
    const event = events[next];
    next += 1;
    if (!event) return;
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let i = 0; events[next] && events[next]?.type !== EVENT_ID.POP; i += 1) {
        const item = events[next];
        if (item) places.set(pathKey([...path, i]), startOf(item));
        skip([...path, i]);
      }
      next += 1;
    }
    if (event.type === EVENT_ID.MAPPING) {
      while (events[next] && events[next]?.type !== EVENT_ID.POP) {
        const key = events[next];
        next += 1;
        const name = key?.type === EVENT_ID.SCALAR ? text.slice(key.valueStart, key.valueEnd) : '?';
        if (key) places.set(pathKey([...path, name]), startOf(key));
        skip([...path, name]);
      }
      next += 1;
    }
  }

  next = events[0]?.type === EVENT_ID.DOCUMENT ? 1 : 0;
  skip([]);
  return places;
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return 'start' in event ? event.start : 0;
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
