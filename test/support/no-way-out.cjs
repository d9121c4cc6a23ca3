// Loaded before the program (node --require): every way to the network, to another program and to code that is no file throws and is
// written to WAYS_LOG, and so is every file that is written. Git may run where WAYS_GIT is set; how it is called is written down.
const fs = require('node:fs');
const { writeSync } = fs;
const log = fs.openSync(process.env.WAYS_LOG, 'a');

function note(entry) {
  writeSync(log, `${JSON.stringify(entry)}\n`);
}

function blocked(name) {
  return function way() {
    note({ way: name });
    throw new Error(`no way out: ${name}`);
  };
}

const WAYS = {
  net: ['connect', 'createConnection', 'createServer'],
  tls: ['connect', 'createServer'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer', 'createSecureServer'],
  dgram: ['createSocket'],
  dns: functionsOf('dns'),
  'dns/promises': functionsOf('dns/promises'),
  child_process: ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
  cluster: ['fork'],
  inspector: ['open'],
};

function functionsOf(name) {
  const found = require(`node:${name}`);
  return Object.keys(found).filter((key) => typeof found[key] === 'function');
}

const { spawnSync } = require('node:child_process');
for (const [module, names] of Object.entries(WAYS)) {
  const found = require(`node:${module}`);
  for (const name of names) found[name] = blocked(`${module}.${name}`);
}
const net = require('node:net');
net.Socket.prototype.connect = blocked('net.Socket.connect');
net.Server.prototype.listen = blocked('net.Server.listen');
require('node:child_process').ChildProcess.prototype.spawn = blocked('ChildProcess.spawn');
for (const name of ['fetch', 'WebSocket', 'EventSource']) globalThis[name] = blocked(name);
for (const name of ['binding', '_linkedBinding', 'dlopen']) process[name] = blocked(`process.${name}`);

if (process.env.WAYS_GIT) {
  require('node:child_process').spawnSync = (file, args, options) => {
    note({ program: file, args, shell: options?.shell, variables: Object.keys(options?.env ?? process.env) });
    return spawnSync(file, args, options);
  };
}

const threads = require('node:worker_threads');
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file, options) {
    if (options?.eval || !/\.[cm]?js$/.test(String(file)) || String(file).startsWith('data:'))
      blocked('Worker of text')();
    note({ thread: String(file) });
    super(file, options);
  }
};

/** Each with where its path stands. */
const WRITES = {
  ...{
    writeFileSync: 0,
    appendFileSync: 0,
    mkdirSync: 0,
    mkdtempSync: 0,
    rmSync: 0,
    unlinkSync: 0,
    truncateSync: 0,
    renameSync: 1,
  },
  ...{ copyFileSync: 1, cpSync: 1, symlinkSync: 1, linkSync: 1, chmodSync: 0, createWriteStream: 0 },
};
for (const [name, at] of Object.entries(WRITES)) {
  const real = fs[name];
  fs[name] = (...args) => {
    note({ writes: String(args[at]), by: name });
    return real(...args);
  };
}
const { openSync } = fs;
fs.openSync = (path, flags, mode) => {
  const isRead = flags === undefined || flags === 'r' || flags === fs.constants.O_RDONLY;
  if (!isRead) note({ writes: String(path), by: 'openSync', mode });
  return openSync(path, flags, mode);
};

require('node:module').syncBuiltinESMExports();
