import { randomUUID } from 'node:crypto';
import type { Channel } from '../team/channel.ts';
import type { File, Message } from '../team/message.ts';
import { takeBackFile } from '../team/take-back-file.ts';
import type { Actor, NewFile, SayOptions } from './actor.ts';
import { type Client, currentMessage, openChannel } from './client.ts';
import { typedText } from './typed-text.ts';

type Writing = Pick<Actor, 'say' | 'directMessage' | 'edit' | 'delete' | 'takeBackFile' | 'react'>;

/** Writing, editing, deleting and reacting to messages. */
export function createWriting(client: Client): Writing {
  const { team, person } = client;

  const say: Actor['say'] = async (where, typed, options = {}) => {
    const channel = openChannel(client, where);
    const files = options.files?.map((file) => uploaded(file, client)) ?? [];
    if (typed === '' && files.length === 0) throw new Error('There is nothing to send');
    return team.messages.post({
      ...content(typed, options, client),
      channel: channel.id,
      user: person().id,
      threadTs: threadOf(options.thread, channel, client),
      broadcast: options.broadcast,
      files,
    });
  };

  return {
    say,
    directMessage: async (text, options) => say(team.channels.direct(person()), text, options),
    async edit(message, typed, { mentions } = {}) {
      const { id } = person();
      const edited = { user: id, ts: team.clock.ts() };
      const written = typedText(typed, mentions);
      return team.messages.change(ownMessage(message, client), { ...written, edited });
    },
    async delete(message) {
      team.messages.delete(ownMessage(message, client));
    },
    async takeBackFile(message, name) {
      const file = ownMessage(message, client).files.find((one) => one.name === name);
      if (!file) throw new Error(`There is no file ${name} in: ${message.shown}`);
      takeBackFile(team, file);
    },
    async react(message, name) {
      const current = currentMessage(client, message);
      const mine = current.reactions.find((reaction) => reaction.name === name);
      if (mine?.users.includes(person().id)) return current;
      return team.messages.react(current, name, person().id);
    },
  };
}

/** A person's typed text becomes rich text; an app's text stays as it is. */
function content(typed: string, { mentions, via }: SayOptions, { person }: Client) {
  const { bot } = person();
  if (bot) return { text: typed, bot };
  if (via) return { text: typed, bot: { id: via.botId, appId: via.id, name: via.name } };
  return { ...typedText(typed, mentions), clientMessageId: randomUUID() };
}

function threadOf(thread: SayOptions['thread'], channel: Channel, { team }: Client) {
  if (thread === undefined) return undefined;
  const ts = typeof thread === 'string' ? thread : (thread.threadTs ?? thread.ts);
  if (!team.messages.find(channel.id, ts)) throw new Error(`There is no message ${ts} to reply to`);
  return ts;
}

function ownMessage(message: Message, client: Client): Message {
  const current = currentMessage(client, message);
  if (current.user === client.person().id) return current;
  throw new Error(`${client.person().name} did not write: ${current.shown}`);
}

/** Where only a size is known, as on the page: what is larger no bot carries. */
const MOST_BYTES = 100_000_000;

/** Keeps a file that a person uploads. */
export function uploaded(
  { name, mimetype, size, content, external, isStub = false }: NewFile,
  { team, person }: Client,
): File {
  return team.files.add({
    name,
    user: person().id,
    bytes:
      content === undefined
        ? Buffer.alloc(Math.min(size ?? 1024, MOST_BYTES))
        : Buffer.from(content),
    isStub,
    ...(mimetype === undefined ? {} : { mimetype }),
    ...(size === undefined ? {} : { size }),
    ...(external === undefined ? {} : { mode: 'external', address: external }),
  });
}
