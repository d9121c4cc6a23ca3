import { amount, budgetText, verdictOf } from './results.mjs';

/** How many devices the lines on fleets are about. */
const FLEET = 10_000;

/** docs/performance.md, from the results of a run and from what is known of budgets that are not met. */
export function performancePage(results, reasons) {
  const { lines } = results;
  const groups = [...new Set(lines.map(({ group }) => group))];
  return `# Performance

<!-- Made by \`npm run docs\` from bench/results.json and bench/reasons.json. -->

How long sbclint takes, beside what people use instead, or beside what cannot be done without. Seconds differ from machine to machine, so
what counts is the ratio: both sides were measured on the same machine, in turns.

## How to read it

- **Ratio**: 1.50 x is half as long again as what stands beside it; 0.50 x is half as long. Where the budget says *less*, it counts the
  other way: 4.00 x is a quarter of the time.
- **Budget**: what was promised before it was measured. A line without one is there to compare.
- **Not available**: this version has no such flag, or the machine has no such tool. It counts as neither met nor missed.
- \`node -e 0\` is a program that does nothing, in the language that sbclint is written in: no run can take less.

## What is measured

Each program is run once to warm up, then several times in turns (A B C, A B C, …), and the median counts: from its start to its end, as
the system sees it, with its output in a file. The warm-up also puts the inputs into memory, and keeps the compiled code of the
program, as the first run on any machine does. Memory is the peak of the whole process, workers included, as Node reports it at its end.

The inputs are made by the bench from a seed: exports of every vendor's text forms, filled up to 100 KB with the routes, dial-peers and
phones that fill real ones, each with names of its own; certificates beside them, four in five of them public roots. The exports lack
roots that Microsoft Teams requires, so there is much to report. ${results.notes.join(' ')}

${machineText(results)}

\`npm run bench\` does it again, on the program as it was built last: it takes a Unix with 2 GB of free memory for each 10,000 exports, and
an hour or two on a machine that does nothing else. \`npm run bench -- --only start\` is a part of it, \`--devices 500\` a smaller fleet.

${groups.map((group) => groupText(group, results)).join('\n\n')}

## Where a budget is not met

${judgement(results, reasons)}
`;
}

function machineText({ machine, date, commit, devices, quick, seed }) {
  const { cores, memoryGB, node, system } = machine;
  const made = `Measured on ${date.slice(0, 10)}: ${cores} cores, ${memoryGB} GB of memory, Node ${node}, ${system}; commit ${commit ?? 'unknown'}, seed ${seed}.`;
  if (quick) return `${made} **This was a smoke test: nothing was warmed up, and no figure means anything.**`;
  if (devices >= FLEET) return made;
  const says = `This run had ${devices} devices, and the budgets are about ${FLEET.toLocaleString('en')}`;
  return `${made} **${says}: the lines on fleets show what the start of a program costs, and little else.**`;
}

function groupText(group, { lines, quick }) {
  const rows = lines.filter((line) => line.group === group).map((line) => row(line, quick));
  const head = [
    '| what | beside | sbclint | beside it | ratio | budget | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  return [`## ${group}`, '', ...head, ...rows].join('\n');
}

function row(line, quick) {
  const { work, beside, unit, ours, against, budget, unavailable } = line;
  const figures =
    unavailable === null ? [amount(ours, unit), amount(against, unit), ratioText(line)] : ['', '', `*${unavailable}*`];
  const judged = line.met === false ? '**not met**' : verdictOf(line);
  const verdict = quick && line.met !== null ? 'not judged' : judged;
  return `| ${[work, beside, ...figures, budget === null ? '' : budgetText(budget), verdict].join(' | ')} |`;
}

const ratioText = ({ ratio }) => `${ratio.toFixed(2)} x`;

function judgement({ lines, quick }, reasons) {
  if (quick) return 'A smoke test judges no budget: `npm run bench` without `--quick` does.';
  const missed = lines.filter(({ met }) => met === false);
  const counted = lines.filter(({ met }) => met !== null);
  if (missed.length === 0) return `All ${counted.length} budgets are met.`;
  const rows = missed.map(
    (line) =>
      `| \`${line.name}\`: ${line.work} | ${ratioText(line)} | ${budgetText(line.budget)} | ${reasons[line.name]} |`,
  );
  const head = ['| what | ratio | budget | why |', '| --- | --- | --- | --- |'];
  return [
    `${missed.length} of ${counted.length} budgets are not met.`,
    '',
    ...head,
    ...rows,
    '',
    ...profileText(missed),
  ].join('\n');
}

/** Where the time of each goes, from profiles of the same run of the bench. */
function profileText(missed) {
  return [
    'Where their time goes, from a profile of each (`node --cpu-prof`, of all threads; from the first line of JavaScript on, so what Node',
    'does before that is not in it; parts below half a hundredth are left out):',
    '',
    '| what | where its time goes |',
    '| --- | --- |',
    ...missed.map(({ name, profile }) => {
      const shares = profile.map(({ part, share }) => `${part} ${share} %`);
      return `| \`${name}\` | ${shares.join(', ')} |`;
    }),
  ];
}

/** Budgets that are not met and have no reason, and reasons for what is met, or is not there. */
export function reasonFaults({ lines, quick }, reasons) {
  const missed = new Set(quick ? [] : lines.filter(({ met }) => met === false).map(({ name }) => name));
  return [
    ...[...missed]
      .filter((name) => !reasons[name]?.trim())
      .map((name) => `${name} is not met: say why in bench/reasons.json`),
    ...Object.keys(reasons)
      .filter((name) => !missed.has(name))
      .map((name) => `${name} is not among what is not met: take it out of bench/reasons.json`),
  ];
}
