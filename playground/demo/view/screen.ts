import type { Screen } from '../../page/protocol.ts';
import type { Actor } from '../../workspace/acting/actor.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { SelectablePerson } from '../people.ts';
import { channelToPage, messageToPage, modalToPage, personToPage, slackbot } from './to-page.ts';

/** Everything that one person's Slack shows now in a tab of theirs. */
export function screenOf(
  slack: Workspace,
  selectable: readonly SelectablePerson[],
  viewer: Actor,
): Screen {
  const { person } = viewer;
  // Looking at the direct messages with the bot opens them, as Slack's sidebar does.
  slack.directMessages(person);
  const { display_information, features } = slack.manifest;
  return {
    team: slack.team.name,
    me: personToPage(person, selectable),
    people: [...slack.people().map((each) => personToPage(each, selectable)), slackbot],
    channels: viewer
      .channels()
      .map((channel) => channelToPage(channel, viewer, display_information.name)),
    messages: viewer
      .channels()
      .flatMap((channel) => viewer.sees(channel))
      .map((message) => messageToPage(message, slack.botId)),
    modal: modalToPage(viewer.modal),
    home: slack.home(person)?.blocks,
    statuses: [],
    sessions: slack
      .sessions()
      .filter(({ channel }) => viewer.channels().some(({ id }) => id === channel)),
    bot: {
      name: display_information.name,
      hasHome: features.app_home.home_tab_enabled,
      commands: features.slash_commands.map(({ command, description, usage_hint: hint }) => ({
        name: command,
        description,
        hint,
      })),
      shortcuts: features.shortcuts
        .filter(({ type }) => type === 'message')
        .map(({ callback_id: callbackId, name }) => ({ callbackId, name })),
    },
  };
}
