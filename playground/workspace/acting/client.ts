import type { Option } from '../blocks/options.ts';
import type { Deliveries } from '../deliveries/deliveries.ts';
import type { Channel } from '../team/channel.ts';
import type { Message } from '../team/message.ts';
import type { FormPlace } from '../team/modal.ts';
import type { Person } from '../team/person.ts';
import type { Team } from '../team/team.ts';
import type { ResponseUrls } from './response-urls.ts';

/** One person's Slack client, and what it is connected to. */
export type Client = {
  team: Team;
  person: () => Person;
  /** Where they use it: a form opens there alone. */
  device: string;
  /** Up to which `ts` the person has read each channel, on whichever device. */
  readUpTo: Map<string, number>;
  /** What the bot last offered in each menu whose options come from it. */
  offered: Map<string, readonly Option[]>;
  deliveries: Deliveries;
  responseUrls: ResponseUrls;
};

/** Where the forms open that are asked for in this client. */
export function formPlace({ person, device }: Client): FormPlace {
  return { person: person().id, device };
}

/** The channel as it is now. @throws when the person cannot write there. */
export function openChannel({ team, person }: Client, { id }: { id: string }): Channel {
  const { name, deactivated, id: personId } = person();
  const channel = team.channels.get(id);
  if (deactivated) throw new Error(`${name} is deactivated and cannot use Slack`);
  if (!channel.members.includes(personId)) throw new Error(`${name} is not in #${channel.name}`);
  if (channel.archived) throw new Error(`#${channel.name} is archived`);
  return channel;
}

/** The message as it is now. @throws when it was deleted. */
export function currentMessage({ team }: Client, { channel, ts, shown }: Message): Message {
  const message = team.messages.find(channel, ts);
  if (!message) throw new Error(`The message ${ts} was deleted: ${shown}`);
  return message;
}
