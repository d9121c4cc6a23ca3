// What is bundled into dist/ keeps its licence: one text with the licence of every library that a bundle holds.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

/** Libraries that name their licence and bring no text of it; looked at by a person, one by one. */
const WITHOUT_TEXT = new Set(['@nodable/entities']);

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Throws for a library that brings no licence text: it must not be bundled before somebody has looked. */
export function licensesText(libraries) {
  const parts = libraries.map(
    ({ folder, manifest }) =>
      `${manifest.name} ${manifest.version} (${manifest.license})\n\n${textOf(folder, manifest)}\n`,
  );
  return ['The files of this folder hold code of the libraries below.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

function textOf(folder, { name, license, author }) {
  const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(root, folder, file), 'utf8').replaceAll('\r\n', '\n'));
  if (texts.length > 0) return texts.map((text) => text.trim()).join('\n\n');
  if (license !== 'MIT' || !WITHOUT_TEXT.has(name)) throw new Error(`${name} is bundled and brings no licence text`);
  return `Its package.json names the licence and the author, ${author?.name ?? author}; it brings no text. The text of MIT:\n\n${MIT}`;
}
