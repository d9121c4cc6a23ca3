// Runs the wanted tests of a file only, none after the first that fails, and tells what each one ran through and how long it took.
const { TestEnvironment } = require('jest-environment-node');

function nameOf(test) {
  const names = [];
  for (let at = test; at.parent; at = at.parent) names.unshift(at.name);
  return names.join(' > ');
}

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { size, wanted, only } = globalThis.mutation;
    this.global.__hits = new Uint8Array(size ?? 0);
    this.wanted = wanted && new Set(wanted);
    this.only = only;
    this.failed = false;
    this.tests = [];
    globalThis.mutation.done = this.tests;
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_start') {
      if (!this.isWanted(nameOf(test))) test.mode = 'skip';
    } else if (name === 'run_start') {
      this.tests.push({ name: null, ms: 0, passed: true, hits: this.take() });
    } else if (name === 'test_done') {
      const passed = test.errors.length === 0;
      // Only where one failure is all that is asked for.
      if (!passed && this.wanted) this.failed = true;
      if (test.mode !== 'skip')
        this.tests.push({ name: nameOf(test), ms: test.duration ?? 0, passed, hits: this.take() });
    }
  }

  isWanted(name) {
    if (this.failed || (this.only && !this.only.test(name))) return false;
    return !this.wanted || this.wanted.has(name);
  }

  take() {
    const hits = Buffer.from(this.global.__hits);
    this.global.__hits.fill(0);
    return [...hits.keys()].filter((id) => hits[id] === 1);
  }
};
