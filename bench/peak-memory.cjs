// Loaded before a measured program: writes its peak memory, in bytes, to the file that SBCLINT_BENCH_PEAK names. Workers are threads of
// the same process, so theirs is in it.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    writeFileSync(process.env.SBCLINT_BENCH_PEAK, String(process.resourceUsage().maxRSS * 1024));
  });
}
