import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOwnDelivery } from '../../../src/slack/reading/installation.ts';

const bot = {
  team: 'TOURS',
  enterprise: undefined,
  botUserId: 'UBOT',
  botId: 'BBOT',
  url: 'https://shop.slack.com/',
  name: 'handoff',
  scopes: [],
};
const orgWide = { ...bot, enterprise: 'EOURS' };

const authorization = (team_id: string | null, more: object = {}) => ({
  team_id,
  enterprise_id: null,
  is_enterprise_install: false,
  ...more,
});
const ours = [authorization('TOURS')];
const theirs = [authorization('TEXT')];

function check(
  expected: boolean,
  deliveries: Record<string, object>,
  of: Parameters<typeof isOwnDelivery>[1] = bot,
): void {
  for (const [what, delivery] of Object.entries(deliveries)) {
    assert.equal(isOwnDelivery(delivery, of), expected, what);
  }
}

test('an event is ours where the installation that it names is ours, whoever caused it', () => {
  check(true, {
    'nobody else': { team_id: 'TOURS', authorizations: ours },
    'a stranger, by the authorization': { team_id: 'TEXT', authorizations: ours },
    'a stranger, by the context': { team_id: 'TEXT', context_team_id: 'TOURS' },
    'one of several authorizations': { team_id: 'TEXT', authorizations: [...theirs, ...ours] },
    'the context without an authorization': {
      team_id: 'TEXT',
      context_team_id: 'TOURS',
      authorizations: [],
    },
    'both have the app, and Slack names one': {
      team_id: 'TOURS',
      context_team_id: 'TEXT',
      authorizations: theirs,
      is_ext_shared_channel: true,
    },
    'an old form': { team_id: 'TOURS' },
    'no team at all': { event: { type: 'message' } },
    'an empty authorization': { team_id: 'TOURS', authorizations: [{}] },
    'odd authorizations': { team_id: 'TOURS', authorizations: ['x', null] },
  });
});

test('an event of another installation is not ours, also where somebody of ours caused it', () => {
  check(false, {
    'theirs altogether': { team_id: 'TEXT', context_team_id: 'TEXT', authorizations: theirs },
    'theirs, in an old form': { team_id: 'TEXT' },
    'theirs, without a context': { team_id: 'TEXT', authorizations: theirs },
    'theirs, by somebody of ours': { team_id: 'TOURS', authorizations: theirs },
    'theirs, with an empty authorization': { team_id: 'TEXT', authorizations: [{}] },
    'an organisation’s': {
      team_id: 'TEXT',
      authorizations: [
        authorization(null, { enterprise_id: 'ETHEIRS', is_enterprise_install: true }),
      ],
    },
  });
});

test('a form is ours where the app is installed with us, whatever team its user has', () => {
  const stranger = { id: 'U1', team_id: 'TEXT' };

  check(true, {
    'by its view': {
      team: { id: 'TEXT' },
      user: stranger,
      view: { team_id: 'TEXT', app_installed_team_id: 'TOURS' },
    },
    'without a team': { team: null, user: { id: 'U1' }, view: { app_installed_team_id: 'TOURS' } },
  });
  check(false, {
    'by its view': {
      team: { id: 'TOURS' },
      user: { id: 'U1', team_id: 'TOURS' },
      view: { team_id: 'TOURS', app_installed_team_id: 'TEXT' },
    },
    'by its team': { team: { id: 'TEXT' }, user: stranger, view: { team_id: 'TEXT' } },
  });
});

test('a click, a shortcut and a command are ours by their team, and a click by the bot’s own post', () => {
  check(true, {
    'a click': { type: 'block_actions', team: { id: 'TOURS' }, user: { team_id: 'TEXT' } },
    'a stranger’s click': {
      type: 'block_actions',
      team: { id: 'TEXT' },
      user: { team_id: 'TEXT' },
      message: { user: 'UBOT', bot_id: 'BBOT' },
    },
    'a click in a view': { team: { id: 'TEXT' }, view: { app_installed_team_id: 'TOURS' } },
    'a click by somebody of ours without a team': { team: null, user: { team_id: 'TOURS' } },
    'a command': { command: '/escalate', team_id: 'TOURS' },
  });
  check(false, {
    'a click on a post of theirs': {
      team: { id: 'TEXT' },
      user: { team_id: 'TEXT' },
      message: { user: 'UOTHER', bot_id: 'BOTHER' },
    },
    'a shortcut': { type: 'message_action', team: { id: 'TEXT' }, message: { user: 'U1' } },
    'a click without a team': { team: null, user: { team_id: 'TEXT' } },
    'a command': { command: '/escalate', team_id: 'TEXT' },
    'a command of an organisation': {
      team_id: 'TEXT',
      enterprise_id: 'EOURS',
      is_enterprise_install: 'true',
    },
  });
});

test('an organisation’s own installation serves each of its workspaces', () => {
  const wide = { enterprise_id: 'EOURS', is_enterprise_install: true };

  check(
    true,
    {
      'an event': { team_id: 'TOTHER', authorizations: [authorization(null, wide)] },
      'a click': {
        team: null,
        enterprise: { id: 'EOURS' },
        is_enterprise_install: true,
        user: { team_id: 'TOTHER' },
      },
      'a command': {
        team_id: 'TOTHER',
        enterprise_id: 'EOURS',
        is_enterprise_install: 'true',
      },
    },
    orgWide,
  );
  check(
    false,
    {
      'another organisation': {
        team: null,
        enterprise: { id: 'ETHEIRS' },
        is_enterprise_install: true,
        user: { team_id: 'TOTHER' },
      },
      'one workspace of it alone': {
        team: { id: 'TOTHER' },
        enterprise: { id: 'EOURS' },
        is_enterprise_install: false,
      },
    },
    orgWide,
  );
});
