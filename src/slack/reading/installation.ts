import { z } from 'zod';
import type { BotIdentity } from '../workspace/connect.ts';

const Id = z.string().min(1).optional().catch(undefined);
const Flag = z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false);

const Authorization = z.object({ team_id: Id, enterprise_id: Id, is_enterprise_install: Flag });

/** The parts of a delivery, of whatever kind, that say for which installation of the app it is. */
const Delivery = z.object({
  type: Id,
  command: Id,
  event: z.object({ type: Id }).catch({}),
  team_id: Id,
  context_team_id: Id,
  enterprise_id: Id,
  is_enterprise_install: Flag,
  is_ext_shared_channel: Flag,
  authorizations: z.array(Authorization.catch({ is_enterprise_install: false })).catch([]),
  team: z.object({ id: Id }).catch({}),
  enterprise: z.object({ id: Id }).catch({}),
  user: z.object({ team_id: Id }).catch({}),
  view: z.object({ app_installed_team_id: Id, team_id: Id }).catch({}),
  message: z.object({ user: Id, bot_id: Id }).catch({}),
});
type Delivery = z.infer<typeof Delivery>;

/**
 * Whether a delivery is for the bot's own installation. Somebody of another organisation who writes,
 * clicks or submits a form in a shared channel is: their payload names their team, and ours as the
 * one where the app is installed. What names no team at all is ours by its signature.
 *
 * @see https://docs.slack.dev/apis/events-api/#authorizations
 * @see https://docs.slack.dev/apis/slack-connect/
 */
export function isOwnDelivery(body: unknown, bot: BotIdentity): boolean {
  const delivery = Delivery.parse(body);
  const installed = delivery.view.app_installed_team_id;
  if (installed !== undefined) return installed === bot.team;
  const { context_team_id, authorizations } = delivery;
  const isEvent = context_team_id !== undefined || authorizations.length > 0;
  return isEvent ? isOwnEvent(delivery, bot) : isOwnInteraction(delivery, bot);
}

function isOwnEvent(delivery: Delivery, bot: BotIdentity): boolean {
  const { team_id, context_team_id, authorizations, is_ext_shared_channel } = delivery;
  // Slack names one installation of several that see an event of a shared channel.
  if (context_team_id === bot.team || (is_ext_shared_channel && team_id === bot.team)) return true;
  if (authorizations.some((one) => one.team_id === bot.team || isOwnEnterprise(one, bot))) {
    return true;
  }
  const names = [context_team_id, ...authorizations.map((one) => one.team_id ?? one.enterprise_id)];
  return names.every((name) => name === undefined) && (team_id ?? bot.team) === bot.team;
}

function isOwnInteraction(delivery: Delivery, bot: BotIdentity): boolean {
  const { team, team_id, enterprise, enterprise_id, is_enterprise_install } = delivery;
  const { user, view, message } = delivery;
  const named = team.id ?? team_id ?? view.team_id ?? user.team_id ?? bot.team;
  if (named === bot.team) return true;
  if (
    isOwnEnterprise({ enterprise_id: enterprise.id ?? enterprise_id, is_enterprise_install }, bot)
  )
    return true;
  // A click on a post of the bot's own, by whomever.
  return message.user === bot.botUserId || (message.bot_id ?? '') === (bot.botId || undefined);
}

/** What a delivery is, and which teams it names, for the log. */
export function teamsNamedIn(body: object): { type: string | undefined; teams: string[] } {
  const { type, command, event, team_id, context_team_id, authorizations, team, view } =
    Delivery.parse(body);
  const named = [team_id, context_team_id, team.id, view.app_installed_team_id];
  const teams = [...named, ...authorizations.map((one) => one.team_id ?? one.enterprise_id)];
  return {
    type: event.type ?? command ?? type,
    teams: [...new Set(teams.filter((id) => id !== undefined))],
  };
}

/** An organisation's own installation of the app serves each of its workspaces. */
function isOwnEnterprise(
  {
    enterprise_id,
    is_enterprise_install,
  }: { enterprise_id?: string | undefined; is_enterprise_install: boolean },
  { enterprise }: BotIdentity,
): boolean {
  return is_enterprise_install && enterprise !== undefined && enterprise_id === enterprise;
}
