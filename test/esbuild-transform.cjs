const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

const options = {
  loader: 'ts',
  format: 'cjs',
  target: 'node20',
  // jest runs modules as CommonJS: a dynamic import becomes a require when it is reached, as in the build.
  supported: { 'dynamic-import': false },
  sourcemap: 'inline',
};
const ownText = readFileSync(__filename);

module.exports = {
  process: (code, path) => transformSync(code, { ...options, sourcefile: path }),
  getCacheKey: (code, path) => createHash('sha256').update(ownText).update(path).update(code).digest('hex'),
};
