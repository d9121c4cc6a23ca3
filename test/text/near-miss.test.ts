import { nearMiss } from '../../src/text/near-miss.js';

const KNOWN = ['transport', 'host', 'most', 'gwipv4', 'gwipv6'];

it.each([
  ['transport', null],
  ['transpovt', 'transport'],
  ['transport!', 'transport'],
  ['ransport', 'transport'],
  ['transort', 'transport'],
  ['*transport', 'transport'],
  ['trasnport', 'transport'],
  ['transpotr', 'transport'],
  ['trasnprot', null],
  ['transports!', null],
  ['host', null],
  ['gwipv4', null],
  ['gwipv5', 'gwipv4'],
  ['', null],
])('%s', (word, known) => expect(nearMiss(word, KNOWN)).toBe(known));
