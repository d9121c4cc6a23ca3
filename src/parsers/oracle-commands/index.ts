import type { SourceText } from '../../text/source-text.js';
import { bind } from '../oracle/bind.js';
import { interpret } from '../oracle/interpret.js';
import { CHANGES } from '../oracle/inventory.js';
import type { ParsedExport, Parser } from '../parser.js';
import { runSession } from './session.js';
import { oracleCommandsFormat } from './format.js';

export const oracleCommands: Parser = {
  ...oracleCommandsFormat,
  parse,
  bind,
};

function parse(source: SourceText): ParsedExport {
  const { elements, listed, lost } = runSession(source);
  const start = source.contentStart;
  return {
    product: 'Oracle SBC',
    release: null,
    ...interpret(elements, lost, source.at(start, start), CHANGES),
    listed,
    outline: () => [...source.lines()].map(({ text }) => text.trim()).filter((text) => text !== ''),
  };
}
