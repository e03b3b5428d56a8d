import { checkBlocks } from '../blocks/check.ts';
import type { Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import type { Workspace } from '../workspace.ts';

type FormPosts = Pick<Workspace, 'addApp' | 'postAs' | 'editAs'>;

/** What apps post without a user of their own: a workflow's form, an incoming webhook. */
export function createFormPosts({ postingApps, channels, messages, clock }: Team): FormPosts {
  return {
    addApp: postingApps.add,
    async postAs({ id, botId, name }, where, { text, blocks, username, thread }) {
      const channel = channels.get(where.id);
      if (channel.archived) throw new Error(`#${channel.name} is archived`);
      return messages.post({
        channel: channel.id,
        user: '',
        bot: { id: botId, appId: id },
        username: username ?? name,
        text,
        blocks: blocks && checkBlocks(blocks),
        threadTs: thread?.threadTs ?? thread?.ts,
      });
    },
    async editAs(app, message, { text, blocks }) {
      const edited = { user: app.botId, ts: clock.ts() };
      const changed = { text, blocks: blocks ? checkBlocks(blocks) : [], edited };
      return messages.change(ownPost(app.botId, message), changed);
    },
  };

  function ownPost(botId: string, { channel, ts }: Message): Message {
    const current = messages.find(channel, ts);
    if (current?.bot?.id !== botId) throw new Error(`The app did not post ${ts}`);
    return current;
  }
}
