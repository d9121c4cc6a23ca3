import type { Problem } from '../../model/trust.js';
import { SourceText } from '../../text/source-text.js';
import { trustElements } from '../oracle-acli/elements.js';
import { scan as scanGrid } from '../oracle-acli/scan.js';
import type { OracleElement } from '../oracle/element.js';
import type { Event, Paste } from './scan.js';

/** The elements of what `paste-config` took: text in the column grid, read with everything around it blanked out. */
export function pastedElements(
  source: SourceText,
  events: readonly Event[],
): { readonly elements: ReadonlyMap<Paste, readonly OracleElement[]>; readonly lost: readonly Problem[] } {
  const pastes = events.filter((event): event is Paste => event.kind === 'paste');
  if (pastes.length === 0) return { elements: new Map(), lost: [] };
  const parts: string[] = [];
  let from = 0;
  for (const { range } of pastes) {
    parts.push(blank(source.slice(from, range.start)), source.slice(range.start, range.end));
    from = range.end;
  }
  parts.push(blank(source.slice(from, source.text.length)));
  const masked = SourceText.of(source.path, parts.join(''));
  const { elements, lost } = trustElements(masked, scanGrid(masked));
  const byPaste = new Map<Paste, OracleElement[]>(pastes.map((paste) => [paste, []]));
  let next = 0;
  for (const element of elements) {
    while (next < pastes.length - 1 && element.at.range.start >= (pastes[next]?.range.end ?? 0)) next += 1;
    const paste = pastes[next];
    if (paste) byPaste.get(paste)?.push(element);
  }
  return { elements: byPaste, lost };
}

/** Blanks for everything but line ends, so that every place stays what it is. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
