import type { Block, Section } from './blocks.js';

/** The `certificate` blocks of the PKI tree, whichever of its two paths they stand at, in the order of the file. */
export function pkiBlocks(sections: readonly Section[]): readonly Block[] {
  const found: Block[] = [];
  const visit = (block: Block, inPki: boolean) => {
    const { text } = block.name;
    if (text === 'certificate') {
      if (inPki) found.push(block);
      return;
    }
    const leads = text === 'system' || text === 'security' || text === 'pki';
    if (leads) for (const inner of block.body ?? []) visit(inner, text === 'pki');
  };
  for (const { block, asked } of sections) {
    const above = asked.at(-1)?.text;
    visit(block, above === undefined || above === 'pki');
  }
  return found;
}

/** The name of an entry: behind the word `certificate`, or its leaf `name`. */
export function entryName(block: Block): string {
  return (block.words[0] ?? leafOf(block, 'name')?.words[0])?.text ?? '';
}

export function leafOf({ body }: Block, name: string): Block | null {
  return body?.find((inner) => inner.body === null && inner.name.text === name) ?? null;
}
