import { z } from 'zod';
import { refuse, SlackError } from '../slack-error.ts';
import { sessionStatuses } from '../team/sessions.ts';
import type { Team } from '../team/team.ts';
import { needScopes, ownChannel } from './access.ts';
import { authorship } from './authorship.ts';
import { type Methods, method } from './method.ts';

const scopes = ['chat:write'];
const maxTitleLength = 200;
/** Slack needs the thread everywhere but in channels of its own kind, which are not here. */
const thread = { channel_id: z.string(), thread_ts: z.string() };

/** The titles and statuses of the threads with the bot. @see https://docs.slack.dev/ai/agent-sessions */
export const sessionMethods: Methods = {
  'agents.sessions.setStatus': method({
    takes: z.object({
      ...thread,
      ...authorship,
      status: z.enum(sessionStatuses),
      title: z.string().max(maxTitleLength).optional(),
      initiator_user_id: z.string().optional(),
    }),
    scopes,
    run({ status, title, initiator_user_id, ...args }, team) {
      if (args.username || args.icon_url || args.icon_emoji) {
        needScopes(team, ['chat:write.customize']);
      }
      const place = threadOf(args, team);
      const isMember = team.channels.get(place.channel).members.includes(initiator_user_id ?? '');
      if (initiator_user_id !== undefined && !isMember) {
        throw refuse('invalid_arguments', ['not a member [json-pointer:/initiator_user_id]']);
      }
      const before = team.sessions.find(place);
      const session = team.sessions.put({ ...place, status, title: before ? before.title : title });
      return { status, agent_status: status, title: session.title };
    },
  }),

  'agents.sessions.rename': method({
    takes: z.object({ ...thread, title: z.string().min(1).max(maxTitleLength) }),
    scopes,
    run({ title, ...args }, team) {
      const session = team.sessions.find(threadOf(args, team));
      if (!session) throw new SlackError('session_not_found');
      team.sessions.put({ ...session, title });
      return { title };
    },
  }),
};

function threadOf(
  { channel_id, thread_ts }: { channel_id: string; thread_ts: string },
  team: Team,
) {
  const channel = ownChannel(team, channel_id).id;
  const root = team.messages.find(channel, thread_ts);
  if (!root || root.threadTs || root.onlyFor) throw new SlackError('thread_not_found');
  return { channel, threadTs: thread_ts };
}
