// Judges one case after the other in a process of its own, which the parent ends where one takes too long.
import { caseAt } from './cases.mjs';
import { commandLine } from './command-line.mjs';
import { loadFixtures } from './fixtures.mjs';
import { growth } from './growth.mjs';
import { judge } from './judge.mjs';
import { Dice } from './random.mjs';

const fixtures = loadFixtures();
const SHARE_OF_GROWTH = 25;
const SHARE_OF_COMMAND_LINE = 20;

process.on('message', ({ seed, index }) => void answer(seed, index));
process.send({ ready: true });

async function answer(seed, index) {
  const one = caseAt(fixtures, seed, index);
  const dice = new Dice(~seed, index);
  const wrong = [];
  const also = [];
  try {
    const judged = await judge(one, dice);
    wrong.push(...judged.wrong);
    if (dice.once(SHARE_OF_GROWTH)) {
      also.push('growth');
      wrong.push(...(await growth(one, dice)));
    }
    if (dice.once(SHARE_OF_COMMAND_LINE)) {
      also.push('command-line');
      wrong.push(...commandLine(one, dice, judged.verdict));
    }
  } catch (error) {
    wrong.push({ check: 'crash', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  process.send({ index, also, wrong });
}
