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
  '！escalate',
  '\u200b!escalate',
  '  !escalate\n',
  '!escalate I was charged twice',
  '!escalate: charged twice',
  '!escalate!',
  '!escalate?',
  '!escalate. I was charged twice',
  '!!escalate',
  '(!escalate)',
  '"!escalate"',
  'please !escalate',
  'please, !escalate',
  'please, escalate',
  'hi, can you escalate this, please?',
  'Escalate, please!',
  'escalate my ticket please',
  '! please escalate',
  '!please escalate',
  '! please, escalate',
  '! can you escalate this',
  'ok !escalate',
  'charged twice\n!escalate',
  'charged twice\nescalate please',
  'charged twice\n\n! escalate\n',
  '!escalate\ncharged twice',
  'I was charged twice !escalate',
  'I was charged twice, !escalate please',
  'I was charged twice. !escalate',
  'I was charged twice!escalate',
  'I was charged twice !escalate order 1142',
  'This does not work !escalate',
  'I can’t log in, please !escalate this',
  'Can you !escalate this?',
  'I want to !escalate',
  '> they said no\n!escalate',
  '!escalate I never got my refund',
  '!escalate it was not solved',
  '!escalate did not get my order',
  'never got an answer !escalate',
  'charged twice /escalate',
  'mi pedido no llega !escalate por favor',
  'bitte !escalate',
  's’il vous plaît !escalate',
  '!escalate :pray:',
  ':pray: !escalate 🙏',
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
  '`!escalate`',
  'I saw `!escalate` in the manual',
  '```!escalate```',
  '```\n!escalate\n```',
  '```\n!escalate',
  '> !escalate',
  '>!escalate',
  ' > !escalate',
  '&gt; !escalate',
  '> !escalate\nwhat does that do?',
  '&gt; !escalate\nis this still the way?',
  '> I was charged twice\n> !escalate\nsame here',
  '>>> look\n!escalate',
  '&gt;&gt;&gt; look\n!escalate',
  '~!escalate~',
  '!escalate-me-not',
  '!escalate-',
  '!escalate_me',
  '!escalates',
  '!escalate’s',
  '!escalated yesterday',
  '!escalation',
  '!escalate.sh',
  '!escalate/now',
  '!escalate=true',
  '!escalaté',
  '!descalate',
  'https://shop.example/escalate',
  'shop.example/escalate',
  'do not !escalate',
  'please do not !escalate this',
  'don’t !escalate',
  'do not, I repeat, !escalate',
  'never !escalate again',
  'no need to !escalate',
  'what does !escalate do?',
  'what is !escalate',
  'how do I !escalate?',
  'should I !escalate?',
  'what happens if I !escalate',
  'is there a !escalate command?',
  'I typed !escalate yesterday',
  'they told me to type !escalate',
  'Type "!escalate" to get a person',
  'the !escalate command is broken',
  'my !escalate did nothing',
  'the bot’s answer to "please !escalate" was rude',
  '!escalate? No, I found it',
  '!escalate never mind',
  '!escalate - forget it, solved',
  'escalate? no',
  'escalate, no wait, I found it',
  'do not escalate',
  'thanks, escalate',
  'escalate\nnever mind',
  'bitte nicht !escalate',
  'no !escalate por favor',
  'was macht !escalate?',
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
  '@Handoff No, I want a human',
  '@Handoff no! human please',
  '@Handoff No thanks, I’d rather talk to a human',
  '@Handoff not helpful. Human please',
  '@Handoff I don’t want a bot, give me a person',
  '@Handoff I do not want to talk to a bot. Get me an agent.',
  '@Handoff no bots please, connect me to a human',
  '@Handoff Don’t know what happened, please connect me to an agent',
  '@Handoff I don’t know what happened please connect me to an agent',
  '@Handoff I never got my refund, I need an agent',
  '@Handoff it is not solved, I need a human',
  '@Handoff my problem isn’t fixed. Can someone call... can I talk to a person?',
  '@Handoff I can’t reach a person, please connect me to one of your agents',
  '@Handoff nobody answers and I need a human',
  '@Handoff cancel my order please, I need to talk to a person',
  '@Handoff my card no longer works, I need an agent',
  '@Handoff forget the bot, I want a human',
  '@Handoff never mind the robot, give me a human',
  '@Handoff human, please',
  '@Handoff please, a human',
  '@Handoff agent!!!',
  '@Handoff A real person, now!',
  '@Handoff I need a human who does not ignore me',
  '@Handoff I need an agent because I haven’t got my refund',
  '@Handoff I want to talk to a human as this is not working',
  '@Handoff Could you please just connect me with an agent?',
  '@Handoff would you get me a human',
  '@Handoff I would like to speak with a representative',
  '@Handoff I want you to connect me to an agent',
  '@Handoff I need human help',
  '@Handoff I need help from a person',
  '@Handoff let me talk to a human',
  '@Handoff just escalate it',
  '@Handoff I want to escalate this',
  '@Handoff please escalate my case to a human',
  '@Handoff if possible, I want to talk to a human',
  '@Handoff human please :pray:',
  'Can I speak to a person @Handoff',
  'I can’t log in @Handoff can I speak to someone?',
  '@Handoff I already talked to a bot, now I want a human',
  '@Handoff thanks but I need a human',
  '@Handoff Nein, ich möchte mit einem Menschen sprechen',
  '@Handoff Ich will keinen Bot, bitte einen Menschen',
  '@Handoff Ich möchte nicht mit einem Bot reden, sondern mit einem Menschen bitte',
  '@Handoff Non, je veux parler à un humain',
  '@Handoff No, quiero hablar con una persona',
  '@Handoff un agente, por favor',
  '@Handoff I was charged twice !escalate',
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
  '@Handoff never mind, human',
  '@Handoff nevermind human',
  '@Handoff nvm, escalate later',
  '@Handoff don’t connect me, please, to an agent',
  '@Handoff do not, I repeat, escalate',
  '@Handoff do not – under any circumstances – get me a human',
  '@Handoff please don’t, ever, escalate',
  '@Handoff forget it, human',
  '@Handoff forget about it, agent please',
  '@Handoff hold off, people',
  '@Handoff thanks, agent',
  '@Handoff thank you agent',
  '@Handoff thanks a lot, human!',
  '@Handoff hello, human',
  '@Handoff hi people',
  '@Handoff Escalate? No, I found it',
  '@Handoff Escalate? No.',
  '@Handoff An agent? Not needed',
  '@Handoff connect me to an agent? no thanks',
  '@Handoff I was able to talk to a person',
  '@Handoff I already have an agent',
  '@Handoff I already talked to a person, thanks',
  '@Handoff I got to talk to a human yesterday',
  '@Handoff I have someone from your team on the phone',
  '@Handoff you need a human to fix your bot',
  '@Handoff you should get a person',
  '@Handoff everybody needs a human sometimes',
  '@Handoff I need an agent. Never mind, I found it',
  '@Handoff I found it. I wanted to talk to a person',
  '@Handoff I need a human... actually it works now',
  '@Handoff please escalate this. Oh wait, solved',
  '@Handoff please escalate. Scratch that',
  '@Handoff connect me to an agent, just kidding',
  '@Handoff get me a human - no wait, figured it out',
  '@Handoff it works again, no agent needed',
  '@Handoff I don’t want a human or an agent',
  '@Handoff no human, no agent, thanks',
  '@Handoff without an agent please',
  '@Handoff stop escalating to a human',
  '@Handoff I said I do not need to talk to a person',
  '@Handoff not an agent please',
  '@Handoff I would rather not talk to a person',
  '@Handoff if I need a human, what do I do?',
  '@Handoff if it breaks again, can I talk to a person?',
  '@Handoff can I talk to a person if it breaks?',
  '@Handoff how can I talk to a person?',
  '@Handoff when can I speak to an agent?',
  '@Handoff do I need an agent for that?',
  '@Handoff should I talk to a person?',
  '@Handoff what does it cost if I want to talk to a person?',
  '@Handoff where do I press to get a human?',
  '@Handoff does escalate connect me to an agent?',
  '@Handoff is it possible to talk to a person?',
  '@Handoff human?',
  '@Handoff my colleague says I need an agent',
  '@Handoff the page said: talk to a person',
  '@Handoff the page says "I want to talk to a person"',
  '@Handoff I want people to stop charging me',
  '@Handoff please put a person on my account',
  '@Handoff is that a bug?\n> I need a human',
  '@Handoff `escalate`',
  '@Handoff ~I need a human~',
  '@Handoff vergiss es, Mitarbeiter',
  '@Handoff Danke, Mitarbeiter',
  '@Handoff Mitarbeiter bitte. Hat sich erledigt',
  '@Handoff schon gut, ich brauche keinen Menschen',
  '@Handoff laisse tomber, je voulais parler à un conseiller',
  '@Handoff je veux parler à un conseiller. Non merci, c’est réglé',
  '@Handoff merci, conseiller',
  '@Handoff olvídalo, agente',
  '@Handoff quiero hablar con una persona. Ya no, gracias',
  '@Handoff gracias, agente',
];

for (const typed of mentionedInVain) {
  test(`${JSON.stringify(typed)} asks for nobody`, () => {
    assert.equal(asksForPerson(typed, { isMention: true, botName }), false);
  });
}

const requests = [
  'I need a human',
  'I want to talk to a person',
  'can you connect me with an agent',
  'get me somebody from your team',
  'escalate this',
  'could I speak to a representative',
];
const courtesies: ((request: string) => string)[] = [
  (request) => request,
  (request) => `please ${request}`,
  (request) => `please, ${request}`,
  (request) => `${request} please`,
  (request) => `${request}, please`,
  (request) => `hi, ${request}, thanks`,
  (request) => `No, ${request}`,
  (request) => `This does not help. ${request}`,
  (request) => `My order never came, ${request}`,
  (request) => `${request}\nMy order never came`,
];
const endings = ['', '.', '!', '!!!', ' …', '\n', ' :pray:'];

test('a request stays one with each courtesy, before each ending, on each side of the mention', () => {
  for (const request of requests) {
    for (const polite of courtesies) {
      for (const ending of endings) {
        for (const typed of [
          `@Handoff ${polite(request)}${ending}`,
          `@Handoff, ${polite(request)}${ending}`,
          `${polite(request)} @Handoff${ending}`,
          `@Handoff ${polite(request).toUpperCase()}${ending}`,
        ]) {
          const isMention = true;
          assert.equal(
            asksForPerson(typed.replace(/@handoff/i, '@Handoff'), { isMention, botName }),
            true,
            typed,
          );
        }
      }
    }
  }
});

const takenBack = [
  'never mind',
  'Nevermind',
  'nvm',
  'forget it',
  'hold off',
  'I found it',
  'found the answer myself',
  'solved',
  'it’s solved now',
  'my problem is fixed',
  'I figured it out',
  'it works now',
  'false alarm',
  'I changed my mind',
  'scratch that',
  'no longer needed',
  'I don’t need an agent',
  'I do not want to talk to a person',
  'please don’t escalate',
  'no need to escalate',
  'no agent needed',
  'just testing',
  'all good',
];

test('a request that is taken back is none, whichever of the two comes first', () => {
  for (const request of requests) {
    for (const back of takenBack) {
      for (const mark of [', ', '. ', '! ', ' – ', '\n', '; ', '... ']) {
        for (const typed of [
          `@Handoff ${request}${mark}${back}`,
          `@Handoff ${back}${mark}${request}`,
        ]) {
          assert.equal(asksForPerson(typed, { isMention: true, botName }), false, typed);
        }
      }
    }
  }
});

test('a typed command is one with each courtesy and mark, after any words', () => {
  for (const mark of ['!', '! ', '/', '！', '!!']) {
    for (const before of [
      '',
      'please ',
      'please, ',
      'hi ',
      'charged twice ',
      'charged twice. ',
      'not solved\n',
    ]) {
      for (const after of [
        '',
        ' please',
        ', please',
        '!',
        '.',
        ' now',
        '\nthanks',
        ' order 1142',
      ]) {
        const typed = `${before}${mark}escalate${after}`;
        assert.equal(asksForPerson(typed, { isMention: false, botName }), true, typed);
      }
    }
  }
});

test('a name that every object has is no word of a request', () => {
  for (const typed of ['constructor', 'toString', '__proto__ please', 'hasOwnProperty human']) {
    assert.equal(asksForPerson(`@Handoff ${typed}`, { isMention: true, botName }), false, typed);
  }
});
