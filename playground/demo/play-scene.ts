import type { Message } from '../workspace/team/message.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Narrator } from './narrate.ts';
import { performScene, type Theatre } from './perform-scene.ts';
import { isRight, type ProvenScene, type Scene } from './scenes.ts';

type Stage = Omit<Theatre, 'audience' | 'patienceMs'> & {
  narrator: Narrator;
  engine: 'offline' | 'model';
};

/** Plays a scene to its end in the terminal, and says whether the ticket arrived as it should. */
export async function playScene(scene: ProvenScene, stage: Stage): Promise<boolean> {
  const { slack, company, narrator, engine } = stage;
  narrator.title(scene.title);
  const { channel, card, transcript } = await performScene(scene, {
    slack,
    company,
    patienceMs: 40_000,
    audience: {
      async before({ person, words }) {
        await slack.delivered();
        narrator.says(person.realName, words);
      },
      answered: (words) => narrator.says('Handoff', words),
    },
  });
  narrator.arrived(channel, card, transcript());
  const isTold = () => told(slack, scene).find(({ shown }) => shown.includes('is with our team'));
  const status = await slack.waitFor(isTold, { what: "the customer's status" });
  narrator.says('Handoff', status.shown);
  await slack.as(company.agents.amy).press(card, 'Resolve');
  const number = card.shown.split(' ', 1)[0] ?? '';
  const endings = () =>
    told(slack, scene).filter(({ shown }) => shown.includes(`${number} is res`));
  await slack.waitFor(() => endings().length === 2, { what: 'the end', timeoutMs: 20_000 });
  narrator.says(company.agents.amy.realName, '[Resolve]');
  for (const { shown } of endings()) narrator.says('Handoff', shown);

  const right = isRight(scene, card, engine);
  narrator.verdict(
    right,
    right ? 'The ticket is as it should be.' : 'The ticket is not as it should be.',
  );
  return right;
}

function told(slack: Workspace, { customer, channel }: Scene): Message[] {
  if (!channel) return slack.directMessages(customer).filter(({ bot }) => bot);
  const roots = slack.messages(channel).filter(({ user }) => user === customer.id);
  return roots.flatMap((root) => slack.thread(channel, root)).filter(({ bot }) => bot);
}
