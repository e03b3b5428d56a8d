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
  '@Handoff this is urgent, escalate please',
  '@Handoff put me through to your team member please',
  '@Handoff I’d rather talk to a human, not a bot',
  '@Handoff I need a human not a bot',
  '@Handoff can I talk to a person about my invoice?',
  '@Handoff get me someone who can help',
  '@Handoff could you connect us with one of your colleagues or an agent?',
  '@Handoff Ich möchte mit einem Menschen sprechen',
  '@Handoff Mitarbeiter bitte!',
  'Das hilft nicht. @Handoff kann ich mit jemandem reden?',
  '@Handoff Je voudrais parler à un conseiller, s’il vous plaît',
  '@Handoff je veux parler à quelqu’un',
  '@Handoff Quiero hablar con una persona',
  '@Handoff ¿puedo hablar con un agente?',
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
  '@Handoff the agent was rude',
  '@Handoff staff access is broken',
  '@Handoff I want to add a team member',
  '@Handoff please remove the person from my account',
  '@Handoff I need someone’s invoice',
  '@Handoff can staff see my data?',
  '@Handoff I was told to talk to a person',
  '@Handoff they said they would escalate',
  '@Handoff talk to a person is not what I want',
  '@Handoff did you escalate it?',
  '@Handoff look\n> I want to talk to a person',
  '@Handoff my log has ```escalate: failed```',
  '@Handoff Ich will nicht mit einem Menschen sprechen',
  '@Handoff Bist du ein Mensch?',
  '@Handoff keinen Mitarbeiter bitte',
  '@Handoff je ne veux pas parler à un conseiller',
  '@Handoff Personne ne répond',
  '@Handoff no quiero hablar con una persona',
];

for (const typed of mentionedInVain) {
  test(`${JSON.stringify(typed)} asks for nobody`, () => {
    assert.equal(asksForPerson(typed, { isMention: true, botName }), false);
  });
}
