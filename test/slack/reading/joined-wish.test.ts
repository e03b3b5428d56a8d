import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOnlyEscalationRequest } from '../../../src/conversations/only-escalation-request.ts';
import { asksForPerson } from '../../../src/slack/reading/asks-for-person.ts';

const botName = 'Handoff';
const asks = (typed: string) => asksForPerson(`@Handoff ${typed}`, { isMention: true, botName });

/** A problem, and a plain wish for a person behind an `and`. */
const joined = [
  'please stop charging me and connect me to an agent',
  'Stop charging me and connect me to an agent!',
  'stop charging me and please connect me to an agent',
  'stop charging me and then connect me with one of your colleagues',
  'cancel my order and get me a human',
  'cancel my order then connect me to a person',
  'Stop sending me links and put me through to a real person',
  'Please check order 1142 and connect me with a representative',
  'stop the subscription, refund me and connect me to a person',
  'Can you cancel this and connect me to an agent?',
  'could you please refund me and let me talk to a human?',
  'I want you to stop charging me and connect me to an agent',
  'Please reset my password and connect me to someone from your team',
  'fix this and give me a human, please',
  'refund me and connect me to an agent about order 1142',
  'undo the last charge and transfer me to a human right away',
  'My order never came. Please refund it and hand me over to a person. Thanks!',
  'I was charged twice and want to talk to a human',
  'I was charged twice and would like to speak to someone',
  'I can’t log in and need a human',
  'I don’t understand the invoice and would like to talk to somebody',
  'Yesterday I was charged twice and want to speak with a representative',
  'check the charge of Monday and escalate this',
  'Ich wurde doppelt belastet und möchte mit einem Menschen sprechen',
  'Der Login geht nicht und ich brauche einen Mitarbeiter',
  'Die Bestellung kam nicht an und ich will jetzt mit einem echten Menschen reden',
  'Bitte hören Sie auf abzubuchen und verbinden Sie mich mit einem Mitarbeiter',
  'Stoppen Sie die Abbuchung und geben Sie mir bitte einen Mitarbeiter',
  'Ich komme nicht rein und möchte mit jemandem sprechen',
  'J’ai été débité deux fois et je veux parler à un humain',
  'Le site ne marche pas et je souhaite parler à quelqu’un',
  'Arrêtez de me facturer et passez-moi un conseiller',
  'Annulez ma commande et mettez-moi en contact avec un agent',
  'Ma commande n’est pas arrivée. Mettez-moi en relation avec un conseiller.',
  'Me cobraron dos veces y quiero hablar con una persona',
  'La página no funciona y necesito hablar con alguien',
  'Dejen de cobrarme y pásenme con un agente',
  'Cancelen mi pedido y conéctenme con un agente, por favor',
  'Mi pedido no llega. Comuníqueme con un agente, por favor.',
];

for (const typed of joined) {
  test(`${JSON.stringify(typed)} asks for a person, and is kept as part of what was said`, () => {
    assert.equal(asks(typed), true);
    const message = { isEscalationRequest: true, text: `@Handoff ${typed}`, files: [] };
    assert.equal(isOnlyEscalationRequest(message), false);
  });
}

/** Each has a wish's words and is none, or not surely: the bot answers with its button. */
const innocent = [
  'do not charge me again and connect me to an agent',
  'don’t cancel it and connect me to an agent',
  'stop charging me and stop connecting me to an agent',
  'stop charging me and do not connect me to an agent',
  'never cancel my order and never connect me to an agent',
  'I do not want you to charge me and connect me to an agent',
  'I don’t want to wait and talk to a human',
  'I did not ask and need a human',
  'you should check it and connect me to an agent',
  'the page says stop and connect me to an agent',
  'the bot should apologize and connect me to an agent',
  'they promised to refund me and connect me to an agent',
  'stop promising to call and connect me to a person',
  'you told me to wait and get me a person',
  'my agent at the bank stopped the payment',
  'your agent told me to wait',
  'I talked to the bank and the agent told me to ask you',
  'I know people who pay and need a human',
  'I would be angry and want to talk to a human',
  'my travel agent booked twice and wants a refund',
  'I asked them to stop and connect me to an agent',
  'how do I cancel and connect to an agent',
  'can the bot stop charging me and connect me to an agent by itself',
  'will it refund me and connect me to an agent?',
  'cancel my order and connect me to an agent?',
  'it failed to refund me and connect me to an agent',
  'the button should stop the charge and connect me to an agent',
  'fix the button to stop and connect me to an agent',
  'if it fails, stop and connect me to an agent',
  'cancel it if it fails and connect me to an agent',
  'when it fails stop and connect me to an agent',
  'refund me and connect me to an agent if that fails',
  'refund me and connect me to an agent tomorrow',
  'refund me and connect me to an agent account',
  'please sync the CRM and connect me to the agent API',
  'check order 1142 and give me a person to bill',
  'check order 1142 and give me the person’s name',
  'close my ticket and get me an agent seat',
  'stop the campaign and reach people by email instead',
  'help us grow and get us people in Spain',
  'I run a shop and want to talk to people about shoes',
  'I run a shop and want to chat with customers',
  'I opened a branch and need an agent',
  'I want to add an agent and a human to the plan',
  'please remove the agent and the person from my account',
  'please refund it and send somebody the invoice',
  'your sales agent charged me and told me to talk to a human',
  'please fix "stop and connect me to an agent" in the menu',
  'please fix `stop it and connect me to an agent`',
  'please fix ~and connect me to an agent~',
  'is that a bug?\n> cancel my order and connect me to an agent',
  'stop charging me and connect me to an agent. Never mind, solved',
  'I was charged twice and want to talk to a human, no wait, found it',
  'Ich habe mit einem Menschen gesprochen und die Rechnung ist falsch',
  'Mein Berater bei der Bank hat gesagt, die Zahlung kam an',
  'Bitte löschen Sie den Mitarbeiter und die Person aus dem Konto',
  'Ich will nicht warten und mit einem Menschen sprechen',
  'Ich weiß nicht, ob es geht und ich einen Mitarbeiter brauche',
  'Wenn es nicht geht und ich einen Menschen brauche, was dann?',
  'Buchen Sie nicht ab und verbinden Sie mich mit einem Mitarbeiter',
  'Sie sagten, ich soll warten und ich brauche einen Mitarbeiter?',
  'Ich habe eine Firma und brauche einen Mitarbeiter',
  'Le conseiller m’a dit d’attendre et de rappeler',
  'je ne veux pas attendre et parler à un conseiller',
  'Ne me facturez plus et passez-moi un conseiller',
  'Si ça ne marche pas et je veux parler à un conseiller',
  'El agente me dijo que espere y llame',
  'no quiero esperar y hablar con una persona',
  'No me cobren más y pásenme con un agente',
  'Si no funciona y quiero hablar con una persona',
  'Vendí mi casa y necesito un agente',
  'quiero añadir una persona y un agente a mi equipo',
];

for (const typed of innocent) {
  test(`${JSON.stringify(typed)} asks for nobody`, () => {
    assert.equal(asks(typed), false);
  });
}

test('a joined wish that is taken back, quoted, code or without a mention is none', () => {
  for (const typed of joined) {
    for (const other of [
      `${typed}. Never mind`,
      `${typed}\nI don’t need an agent`,
      `${typed} – no wait, it works now`,
      `look:\n> ${typed}`,
      `what is \`${typed}\`?`,
      `the page says "${typed}"`,
      `what happens:\n\`\`\`\n${typed}\n\`\`\``,
    ]) {
      assert.equal(asks(other), false, other);
    }
    assert.equal(asksForPerson(typed, { isMention: false, botName }), false, typed);
  }
});
