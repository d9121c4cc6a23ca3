module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // They need a browser, and have a configuration of their own.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/acceptance/'],
  transform: { '^.+\\.ts$': '<rootDir>/test/esbuild-transform.cjs' },
  // Jest leaves one core idle; with two that is half of the machine.
  maxWorkers: '100%',
  // A bound for what hangs, not for what is slow: machines are noisy.
  testTimeout: 60_000,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
