import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { bind } from '../oracle/bind.js';
import { interpret } from '../oracle/interpret.js';
import { statement, unfilled } from '../problem.js';
import type { ParsedExport, Parser } from '../parser.js';
import { partlyAsked } from './asked.js';
import { saysNothing, trustElements } from './elements.js';
import { outline } from './outline.js';
import { scan, type AcliText } from './scan.js';
import { oracleAcliFormat } from './format.js';

export const oracleAcli: Parser = {
  ...oracleAcliFormat,
  parse,
  bind,
};

function parse(source: SourceText): ParsedExport {
  const text = scan(source, saysNothing);
  const { elements, lost } = trustElements(source, text);
  const start = source.contentStart;
  const partly = partlyAsked(source, text.trivia);
  const { problems, ...interpreted } = interpret(elements, lost, source.at(start, start), null, partly);
  const directive = templateDirective(source);
  const filled = problems.every(({ ruleId }) => ruleId !== 'unfilled-template');
  return {
    product: 'Oracle SBC',
    release: releaseOf(source, text),
    ...interpreted,
    problems: [
      ...problems,
      ...(directive && filled ? [unfilled(directive)] : []),
      ...(text.listing ? [listingInside(source, text.listing)] : []),
    ],
    outline: () => outline(source, scan(source)),
  };
}

/** A line of a template language, which no device prints. */
function templateDirective(source: SourceText): Sourced<string> | null {
  if (!source.text.includes('{')) return null;
  const directive = /^[ \t]{0,200}(\{[%{][^\n]{0,80})/m.exec(source.text);
  if (!directive) return null;
  const end = directive.index + directive[0].trimEnd().length;
  return source.sourced(directive.index + directive[0].length - (directive[1] ?? '').length, end);
}

function listingInside(source: SourceText, { start, end }: { readonly start: number; readonly end: number }) {
  const because = 'it is read from a file of its own only: save it beside the configuration';
  return statement('output of show security certificates in the same file', because, source.at(start, end));
}

/** Collectors put the output of `show version` into comments above the configuration (layout recalled, not documented). */
function releaseOf(source: SourceText, { trivia }: AcliText): Sourced<string> | null {
  for (const { start, end } of trivia.slice(0, 200)) {
    const release = /\b[SE]C[XZ][0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,3})?(?:p[0-9]{1,4}| Patch [0-9]{1,4})?/i.exec(
      source.slice(start, Math.min(end, start + 400)),
    );
    if (release) return source.sourced(start + release.index, start + release.index + release[0].length);
  }
  return null;
}
