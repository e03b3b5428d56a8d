import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksForPerson } from '../../../src/slack/reading/asks-for-person.ts';

const botName = 'Handoff';

const typedAlone = [
  '!escalate',
  '! escalate',
  '!Escalate',
  'escalate!',
  '/escalate',
  '/ escalate',
  'Escalate',
  'escalate please',
  'Please escalate this!',
  'can you escalate it?',
  '*!escalate*',
  '`!escalate`',
  '> !escalate',
  '！escalate',
  '\u200b!escalate',
  '  !escalate\n',
  '!escalate I was charged twice',
  '!escalate: charged twice',
  '!escalate!',
];

for (const typed of typedAlone) {
  test(`${JSON.stringify(typed)} asks for a person`, () => {
    assert.equal(asksForPerson(typed, { isMention: false, botName }), true);
  });
}

const noRequests = [
  'I was charged twice',
  'I want to talk to a person',
  'They said they would escalate my case',
  'My agent told me to wait',
  '!escalated',
  'Is there an escalate button?',
  '',
];

for (const typed of noRequests) {
  test(`${JSON.stringify(typed)} without a mention asks for nobody`, () => {
    assert.equal(asksForPerson(typed, { isMention: false, botName }), false);
  });
}

const mentioned = [
  '@Handoff escalate',
  '@Handoff please escalate this',
  '@Handoff I want to talk to a person',
  '@Handoff human please',
  '@Handoff I need a human, your answers do not help',
  'I can’t log in @Handoff, can I speak to someone?',
  '@Handoff get me a real person!',
  '@Handoff Can I talk to somebody from your team?',
  '@Handoff agent',
  'This does not work. @Handoff connect me with a representative',
  '@Handoff nothing works, escalate',
  '@Handoff *escalate*',
];

for (const typed of mentioned) {
  test(`${JSON.stringify(typed)} asks for a person`, () => {
    assert.equal(asksForPerson(typed, { isMention: true, botName }), true);
  });
}

const mentionedInVain = [
  '@Handoff',
  '@Handoff hello',
  '@Handoff do not escalate this, I found it',
  '@Handoff don’t escalate',
  '@Handoff dont escalate pls',
  '@Handoff no need to escalate',
  '@Handoff please do not get a human for this',
  '@Handoff I no longer need a person',
  '@Handoff never mind, no agent needed',
  '@Handoff how do I escalate?',
  '@Handoff are you a person?',
  '@Handoff is this a human or a bot?',
  '@Handoff what happens if I escalate?',
  '@Handoff the other person in my team was charged twice as well last month',
  '@Handoff I was charged twice',
];

for (const typed of mentionedInVain) {
  test(`${JSON.stringify(typed)} asks for nobody`, () => {
    assert.equal(asksForPerson(typed, { isMention: true, botName }), false);
  });
}
