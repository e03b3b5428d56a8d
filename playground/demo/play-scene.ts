import type { SmallCompany } from '../small-company.ts';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Narrator } from './narrate.ts';
import { isRight, type Scene } from './scenes.ts';

type Stage = {
  slack: Workspace;
  company: SmallCompany;
  narrator: Narrator;
  engine: 'offline' | 'model';
};

/** Plays a scene to its end, tells it, and says whether the ticket arrived as it should. */
export async function playScene(scene: Scene, stage: Stage): Promise<boolean> {
  const { slack, narrator, company, engine } = stage;
  const { customer, title } = scene;
  narrator.title(title);
  const answered = await writeLines(scene, stage);
  const outcome = await escalate(scene, { ...stage, answered });
  if (outcome !== undefined) narrator.says('Handoff', outcome);

  const { channel, card } = await slack.waitFor(() => findCard(stage, customer.realName), {
    what: `the ticket of ${customer.realName}`,
    timeoutMs: 40_000,
  });
  const thread = () => slack.thread(channel, card).slice(1);
  await slack.waitFor(() => thread().length > 0, { what: 'the transcript', timeoutMs: 20_000 });
  narrator.arrived(channel, card, thread());
  const isTold = () => told(stage, scene).find(({ shown }) => shown.includes('is with our team'));
  const status = await slack.waitFor(isTold, { what: "the customer's status" });
  narrator.says('Handoff', status.shown);
  await slack.as(company.agents.amy).press(card, 'Resolve');
  const number = card.shown.split(' ', 1)[0] ?? '';
  const endings = () =>
    told(stage, scene).filter(({ shown }) => shown.includes(`${number} is res`));
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

async function writeLines({ customer, channel, lines }: Scene, { slack, narrator }: Stage) {
  const actor = slack.as(customer);
  let answered: Message | undefined;
  for (const { text, answer } of lines) {
    const said = channel ? await actor.say(channel, text) : await actor.directMessage(text);
    narrator.says(customer.realName, text);
    await slack.delivered();
    if (answer === undefined) continue;
    answered = await slack.waitFor(
      () =>
        (channel ? slack.thread(channel, said) : slack.directMessages(customer)).find(
          ({ bot, shown, ts }) => bot && ts > said.ts && shown.includes(answer),
        ),
      { what: `the answer “${answer}”` },
    );
    narrator.says('Handoff', answered.shown);
  }
  return answered;
}

async function escalate(
  { customer, door }: Scene,
  { slack, narrator, answered }: Stage & { answered: Message | undefined },
): Promise<string | undefined> {
  const actor = slack.as(customer);
  narrator.says(customer.realName, door === 'button' ? '[Talk to a person]' : '/escalate');
  const outcome =
    door === 'button' && answered
      ? await actor.press(answered, 'Talk to a person')
      : await actor.command('/escalate');
  return outcome.shown;
}

function findCard({ slack, company }: Stage, name: string) {
  const { billing, sales, support, triage } = company;
  return [billing, sales, support, triage]
    .flatMap((channel) => slack.messages(channel).map((card) => ({ channel, card })))
    .find(({ card }) => card.shown.includes(name) && card.shown.includes('[Resolve]'));
}

function told({ slack }: Stage, { customer, channel }: Scene): Message[] {
  return place(slack, { customer, channel }).filter(({ bot }) => bot);
}

function place(
  slack: Workspace,
  { customer, channel }: { customer: Scene['customer']; channel: Channel | undefined },
) {
  if (!channel) return slack.directMessages(customer);
  const roots = slack.messages(channel).filter(({ user }) => user === customer.id);
  return roots.flatMap((root) => slack.thread(channel, root));
}
