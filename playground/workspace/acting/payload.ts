import type { Channel } from '../team/channel.ts';
import { type Client, formPlace } from './client.ts';

/** The properties of every interaction's payload. */
export function interactionPayload(type: string, client: Client) {
  const { team, person } = client;
  const { id, name, teamId } = person();
  return {
    type,
    token: team.app.verificationToken,
    api_app_id: team.app.id,
    team: { id: team.id, domain: team.domain },
    user: { id, username: name, name, team_id: teamId },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: team.triggers.issue(formPlace(client)),
  };
}

/** A channel's name as payloads show it: Slack hides the names of private channels. */
export function channelName({ kind, name }: Channel): string {
  if (kind === 'im') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}
