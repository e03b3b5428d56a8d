import { parseArgs } from 'node:util';
import { isRight } from './count.ts';
import { play, type Result } from './play.ts';
import { scenarios } from './scenarios.ts';
import { table } from './table.ts';

// `npm run test:faults -- --kills 100 --seed 7 --only embedded`: kills the real bot again and again
// while customers write, and counts at the end. The seed decides what people do and when the kills
// fall; how the machine divides its time between processes it cannot decide.

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`seed ${seed}`);
const results: Result[] = [];
for (const scenario of scenarios(Number(values.kills))) {
  if (values.only !== undefined && values.only !== scenario.name) continue;
  const result = await play(scenario, { seed, report: say });
  results.push(result);
  say(`\n${table(results)}\n`);
  for (const fault of result.faults) say(`  ${fault}`);
}
const isAllRight = results.every(
  ({ checks, faults }) => checks.every(isRight) && faults.length === 0,
);
say(
  isAllRight
    ? `Nothing lost, nothing twice (seed ${seed}).`
    : `Not as it should be (seed ${seed}).`,
);
process.exit(isAllRight ? 0 : 1);
