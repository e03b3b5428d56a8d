import { parseArgs } from 'node:util';
import { isRight } from './count.ts';
import { type Result, runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios.ts';
import { table } from './table.ts';

// `npm run test:faults -- --kills 100 --seed 7 --only embedded`: kills the real bot again and again
// while customers write, and counts at the end. The seed decides what people do and when the bot is
// killed; it cannot decide how the machine schedules its processes.

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const print = (line: string) => process.stdout.write(`${line}\n`);

const all = scenarios(Number(values.kills));
const chosen = all.filter(({ name }) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  print(
    `There is no run “${values.only}”: write one of ${all.map(({ name }) => name).join('; ')}.`,
  );
  process.exit(1);
}
print(`seed ${seed}`);
const results: Result[] = [];
for (const scenario of chosen) {
  const result = await runScenario(scenario, { seed, report: print });
  results.push(result);
  print(`\n${table(results)}\n`);
  for (const problem of result.problems) print(`  ${problem}`);
}
const isAllRight = results.every(
  ({ checks, problems }) => checks.every(isRight) && problems.length === 0,
);
print(
  isAllRight
    ? `Nothing lost, nothing duplicated (seed ${seed}).`
    : `Something is lost or duplicated (seed ${seed}).`,
);
process.exit(isAllRight ? 0 : 1);
