// As test/esbuild-transform.cjs, of code that is changed first: counted, or with one mutant in it.
const { createHash } = require('node:crypto');
const { relative } = require('node:path');
const plain = require('../esbuild-transform.cjs');

const root = require('node:path').join(__dirname, '..', '..');

/** What `run.mjs` or `worker.cjs` wants of this process. */
function changed(code, path) {
  const { counting, mutant } = globalThis.mutation ?? {};
  const file = relative(root, path).replaceAll('\\', '/');
  if (counting) return counting.get(file) ?? code;
  if (mutant?.file !== file) return code;
  return code.slice(0, mutant.start) + mutant.by + code.slice(mutant.end);
}

module.exports = {
  process: (code, path) => plain.process(changed(code, path), path),
  getCacheKey: (code, path) =>
    createHash('sha256')
      .update(plain.getCacheKey(changed(code, path), path))
      .digest('hex'),
};
