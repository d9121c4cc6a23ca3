// Everything that can happen to a file on its way to the user, and what nobody would think of. A text is Latin-1: one character a byte.

const LARGEST = 1_500_000;

/** Names that lead astray where a program keeps what it reads in plain objects, and values that no number or name expects. */
const ODD_WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  '0',
  '-1',
  '65536',
  '99999999999999999999',
  '1e309',
  'NaN',
  'null',
  'undefined',
  '%s%n',
  '../../../etc/passwd',
  '$&$1$`',
  '"',
  "'",
  '\\',
  ']]>',
  '&lt;',
  '&#0;',
  '&#xffffffff;',
  '\x00',
  '\x1b[31m',
  '\xff\xfe',
  '\xc3',
  '\xe2\x80\xae',
  '=',
  ';',
  '{',
  '}',
  '*',
  '!',
];

const OPENINGS = ['{', '[', '(', '<a>', '<!--', '<![CDATA[', '"', "'", '/*', '#ifdef X\n', ' {\n', '[x]\n', 'exit\n'];

/** What stands around the real thing in a console's log, a mail or a file that two programs wrote. */
const NOISE = [
  'edge1# show running-config\r\n',
  '--More-- \b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b\b',
  '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 10:00:00 =~=~=~=~=~=~=~=~=~=~=~=\r\n',
  '\x1b[24;1H\x1b[2K',
  'Building configuration...\r\n\r\nCurrent configuration : 1 bytes\r\n!\r\n',
  '<html><body>502 Bad Gateway</body></html>\n',
  '<<<<<<< HEAD\n',
  '=======\n',
  '>>>>>>> theirs\n',
  'Connection to 192.0.2.1 closed.\r\n',
];

const cut = (text, from, to, insert = '') => text.slice(0, from) + insert + text.slice(to);

function lineAt(text, offset) {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  return { from, to: newline < 0 ? text.length : newline + 1 };
}

function anyLine(text, dice) {
  return lineAt(text, dice.below(text.length));
}

/** A part of a text, short ones more often than long ones. */
function anyPart(text, dice, most = text.length) {
  const length = Math.min(text.length, most, 2 ** dice.below(18) + dice.below(8));
  const from = dice.below(text.length - length + 1);
  return { from, to: from + length };
}

function anyMatch(text, pattern, dice) {
  const found = [...text.matchAll(pattern)];
  return found.length > 0 ? dice.pick(found) : null;
}

const BODY = /-----BEGIN [A-Z ]+-----[\s\S]*?-----END|(?:^[ \t]*[0-9A-F]{8}[0-9A-F \t]*\r?\n){3,}/gm;

function inBody(text, dice, change) {
  const body = anyMatch(text, BODY, dice);
  return body && cut(text, body.index, body.index + body[0].length, change(body[0]));
}

function utf16(text, big) {
  const bytes = Buffer.from(text, 'utf16le');
  return (big ? bytes.swap16() : bytes).toString('latin1');
}

/** The number of times a text is repeated for about so many bytes. */
const times = (unit, bytes) => Math.max(1, Math.min(200_000, Math.floor(bytes / Math.max(1, unit.length))));

/**
 * Each makes another text of a text, or `null` where it cannot. `damage` marks what breaks a file and leaves no other file that is as
 * good as the first: where such a file is clean and the whole one is not, something was lost without a word.
 */
export const mutations = {
  flip: {
    damage: true,
    change(text, dice) {
      const at = dice.below(text.length);
      const bit = dice.below(8);
      return {
        text: cut(text, at, at + 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << bit))),
        as: { kind: 'flip', at, bit },
      };
    },
  },
  truncate: {
    damage: true,
    change(text, dice) {
      const at = dice.below(text.length);
      return { text: text.slice(0, at), as: { kind: 'cut', at } };
    },
  },
  join: {
    damage: true,
    change(text, dice, other) {
      return { text: text + other.text, as: { kind: 'join', other: other.fixture, otherPath: other.path } };
    },
  },
  'swap-letters': {
    damage: true,
    change(text, dice) {
      const at = dice.below(text.length - 1);
      return cut(text, at, at + 2, (text[at + 1] ?? '') + text[at]);
    },
  },
  'wrong-closing-tag': {
    damage: true,
    change(text, dice) {
      const tag = anyMatch(text, /<\/([\w:-]+)>/g, dice);
      if (!tag) return null;
      const names = [...new Set([...text.matchAll(/<([A-Za-z][\w:-]*)/g)].map(([, name]) => name))];
      const name = dice.pick(names);
      return name === tag[1] ? null : cut(text, tag.index, tag.index + tag[0].length, `</${name}>`);
    },
  },
  'no-closing-tag': {
    damage: true,
    change(text, dice) {
      const tag = anyMatch(text, /<\/[\w:-]+>/g, dice);
      return tag && cut(text, tag.index, tag.index + tag[0].length);
    },
  },
  'certificate-letter': {
    damage: true,
    change: (text, dice) =>
      inBody(text, dice, (body) => {
        const at = dice.below(body.length);
        return cut(body, at, at + 1, dice.pick('ABCDEFabcdef0123456789+/= -\n'));
      }),
  },
  'certificate-line': {
    damage: true,
    change: (text, dice) =>
      inBody(text, dice, (body) => {
        const { from, to } = anyLine(body, dice);
        return dice.once(2) ? cut(body, from, to) : cut(body, to, to, body.slice(from, to));
      }),
  },
  'certificate-armour': {
    damage: true,
    change(text, dice) {
      const line = anyMatch(text, /-----(?:BEGIN|END) [A-Z ]+-----/g, dice);
      if (!line) return null;
      const end = line.index + line[0].length;
      return dice.once(2) ? cut(text, line.index, end) : cut(text, line.index + dice.below(line[0].length), end);
    },
  },
  'certificates-mixed': {
    change(text, dice) {
      const [one, two] = [anyMatch(text, BODY, dice), anyMatch(text, BODY, dice)];
      if (!one || !two || one.index === two.index) return null;
      const half = dice.below(one[0].length);
      return cut(text, one.index + half, one.index + one[0].length, two[0].slice(half));
    },
  },
  'other-byte': {
    change(text, dice) {
      const at = dice.below(text.length);
      return cut(text, at, at + 1, String.fromCharCode(dice.below(256)));
    },
  },
  delete: {
    change(text, dice) {
      const { from, to } = anyPart(text, dice);
      return cut(text, from, to);
    },
  },
  'delete-line': {
    change(text, dice) {
      const { from, to } = anyLine(text, dice);
      return cut(text, from, to);
    },
  },
  'delete-word': {
    change(text, dice) {
      const word = anyMatch(text, /[\w.-]{2,}/g, dice);
      return word && cut(text, word.index, word.index + word[0].length);
    },
  },
  duplicate: {
    change(text, dice) {
      const { from, to } = anyPart(text, dice);
      return cut(text, to, to, text.slice(from, to));
    },
  },
  'duplicate-line': {
    change(text, dice) {
      const { from, to } = anyLine(text, dice);
      return cut(text, to, to, text.slice(from, to));
    },
  },
  'move-line': {
    change(text, dice) {
      const { from, to } = anyLine(text, dice);
      const rest = cut(text, from, to);
      if (rest === '') return null;
      const at = anyLine(rest, dice).from;
      return cut(rest, at, at, text.slice(from, to));
    },
  },
  splice: {
    change(text, dice, other) {
      const { from, to } = anyPart(other.text, dice);
      const place = dice.once(2) ? { from: dice.below(text.length), length: 0 } : null;
      const into = place ? { from: place.from, to: place.from } : anyPart(text, dice);
      return cut(text, into.from, into.to, other.text.slice(from, to));
    },
  },
  'head-and-tail': {
    change: (text, dice, other) =>
      text.slice(0, dice.below(text.length)) + other.text.slice(dice.below(other.text.length)),
  },
  repeat: {
    change(text, dice) {
      const { from, to } = dice.once(2) ? anyLine(text, dice) : anyPart(text, dice, 64);
      const unit = text.slice(from, to);
      return cut(text, to, to, unit.repeat(times(unit, 2 ** dice.between(8, 18))));
    },
  },
  'long-line': {
    change(text, dice) {
      const { from, to } = anyLine(text, dice);
      const letter = dice.pick([' ', '\t', 'a', '-', '"', '\\', '0', '<', '.', '=', ',']);
      const at = dice.between(from, Math.max(from, to - 1));
      return cut(text, at, at, letter.repeat(2 ** dice.between(8, 18)));
    },
  },
  nest: {
    change(text, dice) {
      const at = dice.below(text.length);
      const opening = dice.once(2) ? dice.pick(OPENINGS) : (anyMatch(text, /<[A-Za-z][\w:-]*>/g, dice)?.[0] ?? '{\n');
      return cut(text, at, at, opening.repeat(2 ** dice.between(4, 15)));
    },
  },
  'odd-word': {
    change(text, dice) {
      const word = anyMatch(text, /[\w.-]{2,}/g, dice);
      return word && cut(text, word.index, word.index + word[0].length, dice.pick(ODD_WORDS));
    },
  },
  'every-word': {
    change(text, dice) {
      const word = anyMatch(text, /[\w.-]{2,}/g, dice);
      return word && text.replaceAll(word[0], () => dice.pick(ODD_WORDS)).slice(0, LARGEST);
    },
  },
  noise: {
    change(text, dice) {
      const at = dice.once(3) ? 0 : anyLine(text, dice).from;
      return cut(text, at, at, dice.pick(NOISE));
    },
  },
  'utf-16': { change: (text, dice) => (dice.once(2) ? '\xff\xfe' : '') + utf16(text, dice.once(3)) },
  'byte-order-mark': { change: (text) => `\xef\xbb\xbf${text}` },
  'encoded-twice': { change: (text) => Buffer.from(text.replace(/[aeiou]/, '\xe4'), 'utf8').toString('latin1') },
  'other-letters': {
    change(text, dice) {
      const at = dice.below(text.length);
      return cut(text, at, at, dice.pick(['\xe4', '\xc3\xa4', '\xf0\x9f\x94\x92', '\xe2\x80\x8b', '\xa0']));
    },
  },
  'line-endings': {
    change: (text, dice) => text.replaceAll(/\r?\n/g, () => dice.pick(['\n', '\r\n', '\r\r\n', '\r'])),
  },
  'one-line': { change: (text) => text.replaceAll(/\s*\r?\n\s*/g, ' ') },
  'no-indentation': { change: (text) => text.replaceAll(/^[ \t]+/gm, '') },
  empty: { change: (text, dice) => dice.pick(['', '\n', '\0', '\xef\xbb\xbf']) },
};

/** Some are rare: they say the same thing each time. */
export const OFTEN = Object.keys(mutations).flatMap((name) =>
  ['utf-16', 'byte-order-mark', 'encoded-twice', 'one-line', 'no-indentation', 'empty', 'line-endings'].includes(name)
    ? [name]
    : [name, name, name],
);

export function mutate(name, text, dice, other) {
  if (text.length < 2 || text.length > LARGEST) return null;
  const changed = mutations[name].change(text, dice, other);
  if (changed === null) return null;
  const result = typeof changed === 'string' ? { text: changed } : changed;
  return result.text === text ? null : { ...result, text: result.text.slice(0, LARGEST) };
}
