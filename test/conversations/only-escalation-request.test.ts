import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOnlyEscalationRequest } from '../../src/conversations/only-escalation-request.ts';

const isOnly = (text: string) =>
  isOnlyEscalationRequest({ isEscalationRequest: true, text, files: [] });

test('a request in nothing but its own words says nothing else, in whichever language', () => {
  for (const text of [
    '!escalate',
    '@Handoff please escalate this',
    '@Handoff I want to talk to a person',
    '@Handoff connect me with a representative, please',
    '@Handoff get me someone from your team (ann@shop.example)',
    '@Handoff Ich möchte mit einem Menschen sprechen',
    '@Handoff je veux parler à quelqu’un',
    '@Handoff quiero hablar con una persona',
  ]) {
    assert.equal(isOnly(text), true, text);
  }
});

test('a word beyond that is kept, also one that is a request’s elsewhere', () => {
  for (const text of [
    '!escalate charged twice',
    '@Handoff I want to talk to a person about my refund',
    '!escalate staff support contact',
    '!escalate contact',
    '@Handoff Mitarbeiter bitte, Rechnung 7 ist falsch',
  ]) {
    assert.equal(isOnly(text), false, text);
  }
});
