// Tries mutants that the parent sends, one at a time: killed by the first test that fails or does not load.
const { runFile } = require('./one-file.cjs');

process.on('message', async ({ mutant, steps }) => {
  let killedBy = null;
  for (const { file, tests } of steps) {
    const done = await runFile(file, { mutant, wanted: tests });
    const failed = done.tests.find(({ passed }) => !passed);
    if (!done.loaded || failed) {
      killedBy = `${file}: ${failed?.name ?? 'does not load'}`;
      break;
    }
  }
  process.send({ killedBy });
});
