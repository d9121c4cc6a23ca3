import type { Extent } from './interpret.js';
import { leadsTowards } from './matters.js';
import type { Fault, Token } from './token.js';

/** An echoed `show` command: what it was asked for, and the pipe that drops lines from its output. */
export interface Shown {
  readonly path: readonly string[];
  readonly filter: string | null;
}

/** Pipes that change the layout or the place of the output and drop nothing. */
const HARMLESS_PIPES = new Set(['display', 'nomore', 'more', 'save', 'append', 'best-effort', 'tab', 'notab']);
const SHOW_OPTIONS = new Set(['configuration', 'details', 'running-config']);

export function readShow(words: readonly Token[], base: readonly Token[]): Shown {
  const texts = words.map(({ text }) => text);
  const pipe = texts.findIndex((text) => text.startsWith('|'));
  const asked = (pipe < 0 ? texts : texts.slice(0, pipe)).filter((text) => !SHOW_OPTIONS.has(text));
  const pipes = pipe < 0 ? [] : texts.slice(pipe).join(' ').split('|');
  const filter = pipes
    .map((text) => text.trim().split(' ')[0] ?? '')
    .find((text) => text !== '' && !HARMLESS_PIPES.has(text));
  return { path: [...base.map(({ text }) => text), ...asked], filter: filter ?? null };
}

/** A fault with the names and keys that lead to it: what lies there may be more than is shown. */
export type PlacedFault = Fault & { readonly words: readonly Token[] };

/** Why a file of output may not show all below a path. */
export function extentOfOutput({
  faults,
  shown,
  cut,
}: {
  readonly faults: readonly PlacedFault[];
  readonly shown: readonly Shown[];
  readonly cut: boolean;
}): Extent {
  return (...path) => {
    if (cut) return 'the file could not be read to its end';
    if (faults.some(({ words }) => leadsTowards(fromSystem(words), path)))
      return 'a line of the file that may belong here could not be read';
    if (shown.length === 0) return null;
    const covering = shown.filter((show) => show.path.every((name, index) => name === path[index]));
    if (covering.some(({ filter }) => filter === null)) return null;
    const [filtered] = covering;
    if (filtered) return `the output was filtered with "| ${filtered.filter ?? ''}"`;
    return `the show commands in the file did not ask for all of ${path.join(' ')}`;
  };
}

/** The PKI tree has two paths (reference section 0, item 6); questions are asked with the one of the command line. */
function fromSystem(words: readonly Token[]): readonly Token[] {
  const [first] = words;
  return first?.text === 'security' ? [{ ...first, text: 'system' }, ...words] : words;
}
