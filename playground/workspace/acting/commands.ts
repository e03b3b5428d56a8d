import type { DeliveryResult } from '../deliveries/delivery.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel } from '../team/channel.ts';
import type { Message } from '../team/message.ts';
import type { Actor, CommandOptions, Outcome } from './actor.ts';
import { type Client, formPlace, openChannel } from './client.ts';
import { failure } from './outcome.ts';
import { channelName } from './payload.ts';
import { postResponse, ResponseBody } from './response.ts';
import { typedText } from './typed-text.ts';

/** Slash commands. @see https://docs.slack.dev/interactivity/implementing-slash-commands */
export function createCommand(client: Client): Actor['command'] {
  const { team, person, deliveries } = client;
  return async (name, options = {}) => {
    const channel = openChannel(client, options.in ?? team.channels.direct(person()));
    const known = team.app.manifest.features.slash_commands.find(({ command }) => command === name);
    const refused = (text: string): Outcome => {
      const { shown } = postAsSlackbot(text, { channel, client, thread: rootOf(options.thread) });
      return { status: 'refused', shown };
    };
    if (!known) return refused(`${name} is not a valid command.`);
    if (options.thread) return refused(`${name} is not supported in threads. Sorry!`);
    const payload = commandPayload(known, { options, channel, client });
    const result = await deliveries.ask({
      kind: 'command',
      by: person().id,
      type: name,
      channel: channel.id,
      payload,
    });
    if (!result.accepted) return failed(name, failure(result), { channel, client });
    return answered(name, result, { channel, client });
  };
}

function commandPayload(
  { command, should_escape }: { command: string; should_escape: boolean },
  { options, channel, client }: { options: CommandOptions; channel: Channel; client: Client },
) {
  const { team, person, responseUrls } = client;
  const { id, name } = person();
  const typed = options.text ?? '';
  return {
    token: team.app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: id,
    user_name: name,
    command,
    text: should_escape ? typedText(typed).text : typed,
    api_app_id: team.app.id,
    is_enterprise_install: false,
    response_url: responseUrls.issue({ kind: 'commands', person: id, channel: channel.id }),
    trigger_id: team.triggers.issue(formPlace(client)),
  };
}

type Place = { channel: Channel; client: Client };

/** Shows the bot's direct answer: plain text, JSON, or nothing. */
function answered(name: string, { body }: DeliveryResult, { channel, client }: Place): Outcome {
  const { team, person } = client;
  const { data } = ResponseBody.safeParse(typeof body === 'string' ? { text: body } : body);
  if (data && !data.text && !data.blocks) return { status: 'acknowledged', shown: undefined };
  try {
    if (!data) throw new SlackError('invalid_command_response');
    const message = postResponse(data, { team, person: person().id, channel: channel.id });
    return { status: 'acknowledged', shown: message.shown };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return failed(name, 'invalid_command_response', { channel, client });
  }
}

function failed(name: string, reason: string, { channel, client }: Place): Outcome {
  const { shown } = postAsSlackbot(`${name} failed with the error "${reason}"`, {
    channel,
    client,
  });
  return { status: 'failed', reason, shown };
}

function rootOf(thread: CommandOptions['thread']): string | undefined {
  return typeof thread === 'string' ? thread : (thread?.threadTs ?? thread?.ts);
}

/** Posts Slack's own message, only to the person, where the command was typed. */
function postAsSlackbot(
  text: string,
  { channel, client: { team, person }, thread }: Place & { thread?: string | undefined },
): Message {
  return team.messages.post({
    channel: channel.id,
    threadTs: thread,
    user: 'USLACKBOT',
    text,
    onlyFor: person().id,
  });
}
