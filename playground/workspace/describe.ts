import type { Message } from './team/message.ts';
import type { Team } from './team/team.ts';

/** The last messages of every channel as readable text, for the error message of a failed test. */
export function describe(team: Team): string {
  const channels = team.channels.all().map((channel) => {
    const name =
      channel.kind === 'im' ? `@${team.people.get(channel.name).name}` : `#${channel.name}`;
    const messages = team.messages.in(channel.id).slice(-10);
    return [name, ...messages.map((message) => line(message, team))].join('\n');
  });
  return ['What was there:', ...channels].join('\n');
}

function line({ user, username, shown, onlyFor, threadTs }: Message, team: Team): string {
  const name = team.people.find(user)?.name ?? username ?? user;
  const marks = `${threadTs ? ' (reply)' : ''}${onlyFor ? ' (only visible to one)' : ''}`;
  return `  ${name}${marks}: ${shown.slice(0, 300).replaceAll('\n', '\n    ')}`;
}
