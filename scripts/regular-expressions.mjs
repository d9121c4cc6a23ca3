// Every regular expression of src/ takes time that grows with the text and no faster: recheck proves it of each literal,
// and of each that `new RegExp` makes. Ends with 1 where one is polynomial, exponential or cannot be decided.
//   node scripts/regular-expressions.mjs [files...]
// Of recheck only the build in pure JavaScript is used, so package.json puts a small package in the place of its binaries.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import recheck from 'recheck/lib/browser.js';
import ts from 'typescript';
import { loadTs, root } from './load-ts.mjs';

/** Where `new RegExp` stands, and why: everything that goes into one is a constant of the source, and made here too. */
const MADE = {
  'src/parsers/oracle-acli/detect.ts': 'the names of elements, from a list of them',
  'src/parsers/oracle-commands/detect.ts': 'a prompt and commands, from constants in the same file',
  'src/parsers/audiocodes-ini/damage.ts': 'names of parameters, from a list of them',
  'src/fixers/cisco-ios/pem.ts': 'a width, from a list of numbers in the same file',
};

/** What is quadratic takes a minute for a text of this length, and what is linear a hundredth of a second. */
const LONG = 200_000;
const LONGEST_SECONDS = 10;
/** Seconds of the search; more where the first are not enough, for a busy machine must not make an expression undecided. */
const SEARCHES = [10, 60];
/** Some are searched with dice; each run throws the same. */
const SEED = 1;

await main(process.argv.slice(2));

async function main(given) {
  const files = given.length > 0 ? given : sources();
  const found = new Map();
  const problems = [];
  for (const file of files) {
    const { literals, made } = expressionsOf(file);
    for (const { text, line } of literals) found.set(text, [...(found.get(text) ?? []), `${file}:${line}`]);
    for (const line of made) if (!(file in MADE)) problems.push(`${file}:${line}  new RegExp is not in the list MADE`);
  }
  if (given.length === 0) {
    const made = await constructed();
    if (made.size < Object.keys(MADE).length) problems.push('new RegExp of the list MADE was not reached');
    for (const text of made) found.set(text, [...(found.get(text) ?? []), 'new RegExp']);
  }
  for (const [text, places] of found) {
    const answer = verdict(text);
    if (answer !== null) problems.push(`${places.join(', ')}  ${text}\n  ${answer}`);
  }
  for (const problem of problems) console.error(problem);
  console.log(`${found.size} regular expressions, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function sources() {
  return readdirSync(join(root, 'src'), { recursive: true })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}

function expressionsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const literals = [];
  const made = [];
  const visit = (node) => {
    const line = () => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isRegularExpressionLiteral(node)) literals.push({ text: node.text, line: line() });
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
      made.push(line());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { literals, made };
}

/** What `new RegExp` makes when the modules of the list are loaded and used. */
async function constructed() {
  const made = new Set();
  const plain = globalThis.RegExp;
  globalThis.RegExp = class extends plain {
    constructor(...parts) {
      super(...parts);
      made.add(String(this));
    }
  };
  try {
    await loadTs('src/parsers/oracle-acli/detect.ts');
    await loadTs('src/parsers/oracle-commands/detect.ts');
    const { audiocodesIni } = await loadTs('src/parsers/audiocodes-ini/index.ts');
    const { SourceText } = await loadTs('src/text/source-text.ts');
    audiocodesIni.parse(SourceText.of('a.ini', '[SIP Params]\n'));
    const { pastablePem } = await loadTs('src/fixers/cisco-ios/pem.ts');
    pastablePem({ pem: '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n' });
  } finally {
    globalThis.RegExp = plain;
  }
  return made;
}

/** What is wrong with an expression, `null` where nothing is. */
function verdict(expression) {
  const end = expression.lastIndexOf('/');
  const [pattern, flags] = [expression.slice(1, end), expression.slice(end + 1)];
  const { status, checker, complexity, attack, error } = searched(pattern, flags);
  if (status === 'safe') return null;
  if (status === 'unknown') return `cannot be decided: ${error.kind}`;
  if (checker === 'automaton') return `${complexity.summary}, as with ${attack.pattern}`;
  // What was found with dice is an attack where it is one in fact: some texts are called one that are not.
  return isSlow(new RegExp(pattern, flags), longAttack(attack))
    ? `${complexity.summary}, as with ${attack.pattern}`
    : null;
}

function searched(pattern, flags) {
  let result;
  for (const seconds of SEARCHES) {
    result = recheck.checkSync(pattern, flags, { timeout: seconds * 1000, randomSeed: SEED });
    if (result.status !== 'unknown') break;
  }
  return result;
}

function isSlow(expression, text) {
  try {
    runInNewContext('expression.exec(text)', { expression, text }, { timeout: LONGEST_SECONDS * 1000 });
    return false;
  } catch (error) {
    if (error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return true;
  }
}

function longAttack({ pumps, suffix }) {
  const repeats = Math.ceil(
    LONG /
      Math.max(
        1,
        pumps.reduce((sum, { pump }) => sum + pump.length, 0),
      ),
  );
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(repeats)).join('') + suffix;
}
