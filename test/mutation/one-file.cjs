// Runs one test file under jest in this process, as `globalThis.mutation` wants it, and gives its tests.
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { runCLI } = require('jest');
const config = require('../../jest.config.cjs');

const root = join(__dirname, '..', '..');

exports.runFile = async function runFile(file, mutation) {
  globalThis.mutation = mutation;
  const ownConfig = {
    ...config,
    rootDir: root,
    transform: { '^.+\\.ts$': join(__dirname, 'transform.cjs') },
    testEnvironment: join(__dirname, 'environment.cjs'),
    // jest keeps the code of a configuration in memory: each mutant is one of its own.
    testEnvironmentOptions: { mutant: mutation.mutant?.id ?? null },
    cacheDirectory: join(tmpdir(), 'sbclint-mutation-cache'),
  };
  const argv = {
    _: [file],
    $0: 'jest',
    runTestsByPath: true,
    runInBand: true,
    silent: true,
    watchman: false,
    reporters: [],
    config: JSON.stringify(ownConfig),
  };
  const { results } = await runCLI(argv, [root]);
  return { loaded: results.numRuntimeErrorTestSuites === 0, tests: globalThis.mutation.done ?? [] };
};
