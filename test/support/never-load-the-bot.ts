import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

/*
 * Given to a process by `--import`, this makes loading the bot take for ever: at the first of its rooms,
 * or of the packages that take long, the process stands still.
 */

const takesLong =
  /\/src\/bot\/|\/node_modules\/(?:@slack|@electric-sql|kysely|openai|p-retry|pg|pg-boss)\//;

registerHooks({
  load(url, context, nextLoad) {
    if (takesLong.test(url)) {
      writeSync(process.stderr.fd, 'It loads the bot.\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    return nextLoad(url, context);
  },
});
