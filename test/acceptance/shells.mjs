// Runs the completions in the shells themselves, and the man page through the tools of man: node test/acceptance/shells.mjs
// Needs a build, and bash, zsh, fish, man and groff; `--skip-missing` passes over what is not installed, and says so.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const skipsMissing = process.argv.includes('--skip-missing');
const at = mkdtempSync(join(tmpdir(), 'sbclint-shells-'));
const failures = [];
let asked = 0;

function run(program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: at, encoding: 'utf8', timeout: 60_000, ...options });
  if (done.error) throw done.error;
  return done;
}

function isThere(program) {
  const there = !spawnSync(program, ['--version'], { timeout: 20_000 }).error;
  if (!there) (skipsMissing ? console.log : fail)(`${program} is not installed`);
  return there;
}

function fail(message) {
  failures.push(message);
}

function completion(shell) {
  const { status, stdout, stderr } = run(process.execPath, [join(root, 'dist', 'cli.cjs'), 'completion', shell]);
  if (status !== 0) throw new Error(stderr);
  const file = join(at, shell === 'zsh' ? '_sbclint' : `sbclint.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

/** What is typed, and what has to be among the answers; `!` before a word that must not be, `*` where nothing else may be. */
const CASES = [
  ['sbclint ', ['check', 'patch', 'completion', 'explain']],
  ['sbclint ti', ['timeline', '!check']],
  ['sbclint --as', ['--as-of']],
  ['sbclint --ver', ['--version']],
  ['sbclint check --fo', ['--format', '!--output']],
  ['sbclint check --format ', ['pretty', 'sarif', 'json', '!ics', '!alpha.cfg']],
  ['sbclint timeline --format ', ['*', 'pretty', 'concise', 'json', 'ndjson', 'ics', 'openmetrics']],
  ['sbclint --fail-on ', ['*', 'error', 'warning', 'note', 'open', 'never']],
  ['sbclint patch --allow ', ['*', 'use-default-ca-bundle', 'enable-entry']],
  ['sbclint patch --report sa', ['sarif=']],
  ['sbclint check --peer mic', ['microsoft-teams-direct-routing', '!zoom']],
  ['sbclint check --rule miss', ['missing-trust-anchor=']],
  ['sbclint explain miss', ['missing-trust-anchor', '!missing-trust-anchor=']],
  ['sbclint explain missing-trust-anchor ', ['!missing-trust-anchor', '!alpha.cfg']],
  ['sbclint config ', ['*', 'check', 'show', 'schema']],
  ['sbclint baseline --quiet ', ['*', 'create', 'update', 'prune']],
  ['sbclint baseline --peer zoom ', ['*', 'create', 'update', 'prune']],
  ['sbclint completion ', ['*', 'bash', 'zsh', 'fish', 'powershell']],
  ['sbclint check al', ['alpha.cfg']],
  ['sbclint config check al', ['alpha.cfg']],
  ['sbclint diff alpha.cfg ', ['alpha.cfg', 'beta/']],
  ['sbclint check --config al', ['alpha.cfg']],
  ['sbclint patch --out ', ['beta/', '!alpha.cfg']],
  ['sbclint init ', ['beta/', '!alpha.cfg']],
];

function check(shell, answers) {
  for (const [typed, wanted] of CASES) {
    const got = answers(typed).map((word) => word.trim());
    asked += 1;
    const isWhole = wanted[0] === '*';
    if (isWhole && got.length !== wanted.length - 1) fail(`${shell}: "${typed}" offers ${JSON.stringify(got)}`);
    for (const want of wanted.slice(isWhole ? 1 : 0)) {
      const word = want.replace(/^!/, '');
      if (got.includes(word) === want.startsWith('!'))
        fail(`${shell}: "${typed}" offers ${JSON.stringify(got.slice(0, 12))}, and wanted is ${want}`);
    }
  }
}

/** The function is called as bash calls it; what the options of `complete` add for an empty answer is added by compgen. */
function bash() {
  const file = completion('bash');
  const script = `
source ${file}
spec=$(complete -p sbclint) || exit 1
[ "$spec" = 'complete -o bashdefault -o default -F _sbclint sbclint' ] || exit 2
compopt() { for one in "$@"; do case $one in default) files=0 ;; dirnames) folders=1 ;; esac; done; }
COMP_LINE=$1 COMP_POINT=\${#1}
read -ra COMP_WORDS <<< "\${1//=/ = }"
case $1 in *' ') COMP_WORDS+=('') ;; esac
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
files=1 folders=0
_sbclint sbclint "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "\${COMPREPLY[@]}"
cur=\${COMP_WORDS[COMP_CWORD]}
if [ \${#COMPREPLY[@]} -eq 0 ]; then
  if [ $folders = 1 ]; then compgen -d -S / -- "$cur"; elif [ $files = 1 ]; then compgen -f -- "$cur"; compgen -d -S / -- "$cur"; fi
fi
exit 0`;
  check('bash', (typed) => {
    const { status, stdout, stderr } = run('bash', ['--norc', '--noprofile', '-c', script, 'bash', typed]);
    if (status !== 0 || stderr !== '') fail(`bash: "${typed}" ends with ${status}: ${stderr}`);
    return stdout.split('\n').filter((line) => line !== '');
  });
  const pair = run('bash', ['--norc', '--noprofile', '-c', script, 'bash', 'sbclint check --format=sa']);
  if (pair.stdout.trim() !== 'sarif') fail(`bash: --format=sa offers ${JSON.stringify(pair.stdout)}`);
}

/** fish answers itself. */
function fish() {
  const file = completion('fish');
  const syntax = run('fish', ['--no-execute', file]);
  if (syntax.status !== 0) fail(`fish: ${syntax.stderr}`);
  check('fish', (typed) => {
    const script = `source ${file}; complete -C "${typed}"`;
    const { status, stdout, stderr } = run('fish', ['--no-config', '-c', script], {
      env: { ...process.env, HOME: at },
    });
    if (status !== 0 || stderr !== '') fail(`fish: "${typed}" ends with ${status}: ${stderr}`);
    return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']));
  });
}

/** An interactive zsh in a terminal of its own (zpty), in which compadd writes down what it is given. */
function zsh() {
  const file = completion('zsh');
  const syntax = run('zsh', ['-n', file]);
  if (syntax.status !== 0) fail(`zsh: ${syntax.stderr}`);
  const out = join(at, 'zsh.out');
  const inner = `
PS1=; fpath=(${at} $fpath); autoload -Uz compinit; compinit -u -D
cd ${at}
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
  typeset -a __found __names __all; local __suffix=
  __all=("$@")
  (( $__all[(I)-S] )) && __suffix=$__all[$(( $__all[(I)-S] + 1 ))]
  builtin compadd -A __found "$@"
  builtin compadd "$@"
  local one
  for one in "$__found[@]"; do
    [[ -n $__all[(r)-*f*] && -d $one ]] && one=$one/
    print -r -- $one >> ${out}
  done
}
bindkey '^I' complete-word
zstyle ':completion:*' insert-ids single
null-line() { BUFFER=; print -r -- __END__ >> ${out}; }
zle -N null-line; bindkey '^T' null-line
print -r -- __READY__ >> ${out}
`;
  writeFileSync(join(at, 'inner.zsh'), inner);
  const outer = `
zmodload zsh/zpty || exit 1
zpty z zsh -f -i
zpty -w z "source ${join(at, 'inner.zsh')}"
wait_for() { local n=0; while [[ $(tail -n 1 ${out} 2>/dev/null) != $1 ]]; do sleep 0.05; zpty -r -t z junk 2>/dev/null; (( n++ > 300 )) && exit 3; done }
wait_for __READY__
: > ${out}
zpty -n -w z "$1"$'\\t'
sleep 0.3
zpty -n -w z $'\\x14'
wait_for __END__
zpty -d z`;
  check('zsh', (typed) => {
    rmSync(out, { force: true });
    const { status, stderr } = run('zsh', ['-f', '-c', outer, 'zsh', typed]);
    if (status !== 0) fail(`zsh: "${typed}" ends with ${status}: ${stderr}`);
    return run('cat', [out])
      .stdout.split('\n')
      .filter((line) => line !== '' && line !== '__END__');
  });
}

function man() {
  const page = join(root, 'man', 'sbclint.1');
  const { status, stdout, stderr } = run('man', ['-l', '--warnings', page], {
    env: { ...process.env, MANROFFOPT: '-wall', MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0 || stderr !== '') fail(`man: ${status} ${stderr}`);
  for (const heading of ['NAME', 'COMMANDS', 'OPTIONS', 'EXIT STATUS', 'SEE ALSO'])
    if (!stdout.split('\n').includes(heading)) fail(`man: no ${heading}`);
  const lint = run('groff', ['-man', '-Tutf8', '-wall', '-z', page]);
  if (lint.status !== 0 || lint.stderr !== '') fail(`groff: ${lint.stderr}`);
  asked += 2;
}

try {
  writeFileSync(join(at, 'alpha.cfg'), '');
  mkdirSync(join(at, 'beta'));
  for (const [program, work] of [
    ['bash', bash],
    ['fish', fish],
    ['zsh', zsh],
    ['man', man],
  ]) {
    if (isThere(program)) work();
  }
} finally {
  rmSync(at, { recursive: true, force: true });
}
for (const message of failures) console.error(message);
console.log(`${asked} questions, ${failures.length} failures`);
process.exitCode = failures.length > 0 ? 1 : 0;
