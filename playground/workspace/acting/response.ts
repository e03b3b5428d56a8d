import { z } from 'zod';
import type { Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import { Flag } from '../web-api/arguments.ts';
import { checkContent, messageContent } from '../web-api/message-content.ts';

/** What a bot answers a click or a command with. @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export const ResponseBody = z.object({
  ...messageContent,
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: Flag.optional(),
  delete_original: Flag.optional(),
  thread_ts: z.string().optional(),
});
export type ResponseBody = z.infer<typeof ResponseBody>;

/** Posts a bot's answer, to one person or to the channel. @throws SlackError what `checkContent` throws. */
export function postResponse(
  response: ResponseBody,
  { team, person, channel }: { team: Team; person: string; channel: string },
): Message {
  const { text = '', ...content } = checkContent(response);
  return team.messages.post({
    ...content,
    text,
    channel,
    user: team.bot.id,
    bot: { id: team.app.botId, appId: team.app.id },
    threadTs: response.thread_ts,
    onlyFor: response.response_type === 'ephemeral' ? person : undefined,
  });
}
