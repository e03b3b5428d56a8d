import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { runInTerminal } from '../../playground/demo/run-in-terminal.ts';
import { type DemoEnvironment, startEnvironment } from '../../playground/demo/start-environment.ts';
import { createTerminal } from '../../playground/demo/terminal.ts';

const stops = new AsyncDisposableStack();
const output: string[] = [];
let environment: DemoEnvironment;
before(async () => {
  const terminal = createTerminal((line) => output.push(stripVTControlCharacters(line)));
  environment = await startEnvironment({ progress: terminal.progress, stops });
  assert.ok(await runInTerminal({ environment, terminal, stops }), output.join('\n'));
});
after(() => stops.disposeAsync());

test('the terminal shows buttons, dates and records as people write them', () => {
  const printed = output.join('\n');

  assert.match(printed, /\[Move to…\] \[Resolve\] \[More…\]/);
  assert.doesNotMatch(printed, /\[\w+_\w+\]/);
  assert.match(printed, /Escalated by John Doe \(\/escalate\) · \d+ \w{3} \d{4}, \d\d:\d\d UTC · /);
  assert.doesNotMatch(printed, /\d{4}-\d\d-\d\d/);
  assert.match(printed, /│ {3}Payment method +AMEX ••1234\n/);
  assert.match(printed, /│ {3}Purchase of \d+ \w{3} \d{4} +TV, 349\.99 USD\n/);
  assert.doesNotMatch(printed, /vouch|no model is configured/);
});

test('the terminal prints of the bot only what is in the workspace, and marks what the demo plays', () => {
  const { slack } = environment;
  const inSlack = slack
    .people()
    .flatMap((person) => {
      const viewer = slack.as(person);
      return viewer.channels().flatMap((channel) => viewer.sees(channel));
    })
    .map(({ shown }) => words(shown));
  const said = output.flatMap((line) => {
    const [, author, text] = /^ *(Handoff|[\w ]+ \(played\)) {2}(.*)$/s.exec(line) ?? [];
    return author === undefined ? [] : [{ line, author, text: words(text ?? '') }];
  });

  for (const { text } of said.filter(({ author }) => author === 'Handoff')) {
    // The status message was updated when the ticket was resolved.
    assert.ok(inSlack.includes(text) || text.includes('is with our team for'), text);
  }
  const played = said.filter(({ author }) => author !== 'Handoff').map(({ author }) => author);
  assert.equal(played.filter((author) => author === 'John Doe (played)').length, 9);
  const others = output.filter((line) => !said.some((one) => one.line === line));
  assert.deepEqual(
    others.filter((line) => !/^\n?(… |── | {3}[#╭↳✔]|$)/.test(line)),
    [],
  );
});

test('the terminal shows one message to the customer after each ticket is resolved', () => {
  const ends = output.filter((line) => line.includes('is resolved'));

  assert.equal(ends.length, 5);
  assert.equal(
    output.filter((line) => line.includes('[Resolve]') && line.includes('Amy')).length,
    5,
  );
});

function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
