const { transformSync } = require('esbuild');

module.exports = {
  process(code, path) {
    return transformSync(code, { loader: 'ts', format: 'cjs', target: 'node20', sourcefile: path, sourcemap: 'inline' });
  },
};
