import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOrigin, leadsTo } from '../../../src/slack/workspace/files-origin.ts';

test('the files of a Slack are on its own host for files, those of any other API beside it', () => {
  const origins = [
    'https://slack.com/api/',
    'https://www.slack.com/api/',
    'https://slack-gov.com/api/',
    'http://slack.com/api/',
    'https://slack.com.evil.example/api/',
    'http://127.0.0.1:4000/api/',
  ].map(filesOrigin);

  assert.deepEqual(origins, [
    'https://files.slack.com',
    'https://files.slack.com',
    'https://files.slack-gov.com',
    'http://slack.com',
    'https://slack.com.evil.example',
    'http://127.0.0.1:4000',
  ]);
});

test('only an address on that very host leads there', () => {
  const origin = 'https://files.slack.com';
  const addresses = [
    'https://files.slack.com/files-pri/T1-F1/a.pdf',
    'https://FILES.slack.com:443/a',
    'https://files.slack.com.evil.example/a',
    'https://files.slack.com@evil.example/a',
    'https://user@files.slack.com/a',
    'https://files.slack.com:8443/a',
    'http://files.slack.com/a',
    'https://files.slack.com\\@evil.example/a',
    'https://slack.com/a',
    '//files.slack.com/a',
    '',
  ];

  const leading = addresses.filter((address) => leadsTo(origin, address));

  // In the last one a browser and `fetch` read the backslash as a slash: the host is Slack's.
  assert.deepEqual(leading, [addresses[0], addresses[1], addresses[7]]);
});
