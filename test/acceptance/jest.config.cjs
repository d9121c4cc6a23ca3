const base = require('../../jest.config.cjs');

// Tests that need a browser: npm run test:browser. Everything else runs with npm test.
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/acceptance'],
  testPathIgnorePatterns: ['/node_modules/'],
};
