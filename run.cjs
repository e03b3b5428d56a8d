'use strict';
// Runs a program of Handoff in this very process, so that a signal reaches it: `node run.cjs src/main.ts`.
// Any old Node can parse this file. The rest needs a newer one, which `npm ci` brings along.

var NEEDED = 24;

if (parseInt(process.versions.node, 10) < NEEDED) {
  console.error(
    'Handoff needs Node ' +
      NEEDED +
      ' or newer, and this is Node ' +
      process.versions.node +
      ': install that from https://nodejs.org, or run `npm ci --omit=dev && npm start`, which brings its own.',
  );
  process.exit(1);
}

// The lock of the data folder is SQLite, which this Node calls experimental at every start.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(warning.stack);
});
process.argv.splice(1, 1);
import(require('node:url').pathToFileURL(require('node:path').resolve(process.argv[1])).href);
