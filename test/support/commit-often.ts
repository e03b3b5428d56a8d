import { claimInteraction } from '../../src/database/interaction-store.ts';
import { openDatabase } from '../../src/database/open-database.ts';

// Commits one row after another in a data folder, and says each number once it is committed.

const [folder = '', count = '0'] = process.argv.slice(2);
const database = await openDatabase({ kind: 'folder', folder });
process.stdout.write('open\n');
for (let number = 1; number <= Number(count); number += 1) {
  await database.transaction((transaction) =>
    claimInteraction(transaction, { team: 'T1', key: `row-${number}`, at: new Date() }),
  );
  process.stdout.write(`${number}\n`);
}
// It ends as a power cut would have it: nothing is closed.
process.exit(0);
