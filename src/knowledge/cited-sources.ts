import { closest } from '../text/closest.js';
import type { YamlPath } from './yaml.js';

/** Reports every source id that some part of a file cites under the key `source` and that its `sources` do not list. */
export function checkSources(
  value: { readonly sources: Readonly<Record<string, unknown>> },
  report: (path: YamlPath, message: string) => void,
): void {
  const listed = Object.keys(value.sources);
  for (const { id, path } of citedSources(value, [])) {
    if (listed.includes(id)) continue;
    const near = closest(id, listed);
    report(path, `source ${id} is not in sources${near ? `; did you mean ${near}?` : ''}`);
  }
}

function* citedSources(value: unknown, path: YamlPath): Generator<{ id: string; path: YamlPath }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (path.length === 0 && key === 'sources') continue;
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === 'source') {
      for (const id of [inner].flat()) yield { id: String(id), path: here };
    } else {
      yield* citedSources(inner, here);
    }
  }
}
