// Preloaded with --require: says at the end which files the run loaded as modules, as JSON on standard error.
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(2, JSON.stringify(Object.keys(require.cache))));
