import type { Channel } from '../team/channel.ts';
import type { Message } from '../team/message.ts';
import type { Actor } from './actor.ts';
import type { Client } from './client.ts';

type Viewing = Pick<Actor, 'channels' | 'sees' | 'ephemerals' | 'unread' | 'read'>;

/** The channels and messages that a person sees. */
export function createViewing({ team, person, readUpTo }: Client): Viewing {
  const sees = ({ id }: Channel) =>
    team.messages.in(id).filter(({ onlyFor }) => !onlyFor || onlyFor === person().id);

  return {
    sees,
    channels: () => team.channels.all().filter(({ members }) => members.includes(person().id)),
    ephemerals: (where) => sees(where).filter(({ onlyFor }) => onlyFor !== undefined),
    unread(where) {
      const from = readUpTo.get(where.id) ?? 0;
      const isNew = ({ ts, user }: Message) => Number(ts) > from && user !== person().id;
      return sees(where).filter(isNew).length;
    },
    read(where) {
      readUpTo.set(where.id, Number(sees(where).at(-1)?.ts ?? 0));
      team.changes.emit({ type: 'channel read', channel: where.id, user: person().id });
    },
  };
}
