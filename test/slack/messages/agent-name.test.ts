import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentName } from '../../../src/slack/messages/agent-name.ts';

async function named(
  name: string | undefined,
  agentNames: 'first' | 'full' | 'team' = 'first',
): Promise<string> {
  const profile = name && {
    user: 'U1',
    team: 'T1',
    name,
    email: null,
    isEmailConfirmed: null,
    isGuest: false,
    isStranger: false,
    isDeleted: false,
  };
  return agentName('U1', {
    profiles: { find: async () => profile || undefined },
    naming: { agentNames, deskName: 'Shop support', reserved: ['handoff'] },
  });
}

test('the desk decides how much of an agent’s name customers read', async () => {
  assert.equal(await named('Sam Smith'), 'Sam, Shop support');
  assert.equal(await named('Sam Smith', 'full'), 'Sam Smith, Shop support');
  assert.equal(await named('Sam Smith', 'team'), 'Shop support');
});

for (const hostile of [
  'Slackbot',
  'slack bot',
  'S l a c k b o t',
  'Ｓｌａｃｋｂｏｔ',
  'Handoff',
  'h.a.n.d.o.f.f',
  '<!channel>',
  '✅✅',
  '',
]) {
  test(`nobody answers as “${hostile}”`, async () => {
    const full = await named(hostile, 'full');

    assert.match(full, /^(?:channel, )?Shop support$/);
  });
}

test('a name is one short line of letters', async () => {
  assert.equal(await named('Zoë-Ann O’Neil 🎉 <@U2>', 'full'), 'Zoë-Ann O’Neil U2, Shop support');
  assert.equal((await named('x'.repeat(500), 'full')).length, 40 + ', Shop support'.length);
});

test('an agent whose profile cannot be read answers as the team', async () => {
  assert.equal(await named(undefined), 'Shop support');
});
