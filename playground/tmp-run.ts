import { createControls } from './demo/controls/create-controls.ts';
import { startEnvironment } from './demo/start-environment.ts';
import { pageScenarios } from './demo/page-scenarios.ts';
const stops = new AsyncDisposableStack();
const env = await startEnvironment({ progress: () => {}, stops });
const controls = await createControls({ ...env, scenarios: pageScenarios(env.customers, env.company), model: undefined });
stops.defer(controls.stop);
controls.watch((n) => { if ('entry' in n) console.log(new Date().toISOString().slice(14, 19), n.entry.about, n.entry.text); });
await controls.start();
await controls.act({ type: 'move clock', to: 'morning' }, { tab: '', onStep() {} });
for (const name of process.argv.slice(2)) {
  await controls.act({ type: 'run scenario', scenario: name }, { tab: '', onStep(s) { if (s.caption) console.log('   step', s.caption); } });
  while (controls.now().running) await new Promise((r) => setTimeout(r, 300));
}
await stops.disposeAsync();
process.exit();
