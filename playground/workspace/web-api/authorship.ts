import { z } from 'zod';
import type { Draft } from '../team/message.ts';
import type { Team } from '../team/team.ts';

/** The arguments with which the bot posts under another name or picture. */
export const authorship = {
  username: z.string().optional(),
  icon_url: z.string().optional(),
  icon_emoji: z.string().optional(),
};
export type Authorship = z.infer<z.ZodObject<typeof authorship>>;

/**
 * The author of a new message. Without the scope `chat:write.customize` Slack ignores these arguments;
 * with it, such a message has a name instead of a user.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#authorship
 */
export function authorOf(
  { username, icon_url, icon_emoji }: Authorship,
  { app, bot }: Team,
): Pick<Draft, 'user' | 'username' | 'icons'> {
  const isCustom = [username, icon_url, icon_emoji].some(Boolean);
  if (!isCustom || !app.scopes.includes('chat:write.customize')) return { user: bot.id };
  return { user: '', username: username || bot.displayName, icons: iconsOf(icon_emoji, icon_url) };
}

/** An emoji wins over an address, as in Slack. */
function iconsOf(emoji: string | undefined, image: string | undefined): Draft['icons'] {
  if (emoji) return { emoji };
  return image ? { image } : undefined;
}
