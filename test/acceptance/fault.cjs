// Loaded before the program (node --require): counts what it does to the disk, and at one of these calls kills it, lets calls fail, or
// changes a file as somebody else would. FAULT says which; FAULT_LOG takes the names of the calls when the program ends by itself.
const fs = require('node:fs');

const COUNTED = [
  ...['openSync', 'writeSync', 'writevSync', 'fsyncSync', 'fdatasyncSync', 'fchmodSync', 'fchownSync', 'ftruncateSync'],
  ...[
    'renameSync',
    'mkdirSync',
    'rmSync',
    'rmdirSync',
    'unlinkSync',
    'writeFileSync',
    'appendFileSync',
    'truncateSync',
  ],
  ...[
    'chmodSync',
    'chownSync',
    'linkSync',
    'symlinkSync',
    'copyFileSync',
    'utimesSync',
    'mkdtempSync',
    'createWriteStream',
  ],
];

/** What fails on a disk that is full, or read only; the rest goes on. */
const FAILS = {
  ENOSPC: ['openSync', 'writeSync', 'writevSync', 'fsyncSync', 'mkdirSync', 'renameSync', 'writeFileSync'],
  EROFS: COUNTED,
  EACCES: COUNTED,
  EBUSY: ['renameSync'],
};

const { at, kind, times = 1, file } = JSON.parse(process.env.FAULT ?? '{"at":0}');
const { writeFileSync, appendFileSync, writeSync } = fs;
const calls = [];
let failed = 0;

for (const name of COUNTED) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (!isOnDisk(name, args)) return real(...args);
    calls.push(name);
    if (calls.length === at && kind === 'change') appendFileSync(file, CHANGE);
    if (calls.length === at && kind === 'kill') {
      half(name, args);
      kill();
    }
    if (calls.length >= at && failed < times && FAILS[kind]?.includes(name)) {
      failed += 1;
      half(name, args);
      throw Object.assign(new Error(`${kind}: told to fail, ${name} '${args[0]}'`), { code: kind, syscall: name });
    }
    return real(...args);
  };
}

const CHANGE = '\n! somebody else wrote this line\n';

/** Reading is not counted, and neither is what goes to the terminal. */
function isOnDisk(name, [first, second]) {
  if (name === 'writeSync') return first > 2;
  if (name !== 'openSync') return true;
  return typeof second === 'string' ? /[wax+]/.test(second) : ((second ?? 0) & 3) !== 0;
}

/** Of what is written half arrives. */
function half(name, args) {
  if (name !== 'writeSync' || typeof args[1] === 'string') return;
  const [open, bytes, from = 0] = args;
  writeSync(open, bytes, from, Math.floor((bytes.length - from) / 2));
}

function kill() {
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

process.on('exit', () => {
  if (process.env.FAULT_LOG) writeFileSync(process.env.FAULT_LOG, JSON.stringify(calls));
});
