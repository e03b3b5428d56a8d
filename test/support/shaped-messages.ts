import { stringify } from 'node:querystring';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';

/** Delivers messages of any shape, as Slack delivers them: what a test writes goes over each field. */
export function createShapedMessages(slack: Workspace) {
  let count = 0;
  const body = (type: string, event: object) =>
    JSON.stringify({
      type: 'event_callback',
      team_id: slack.team.id,
      event_id: `EvShaped${count}`,
      event: { type, ...event },
    });
  return { message, deliver, deliverChange, shortcut };

  /** A message that is not delivered yet. */
  function message(author: Actor, shape: object = {}) {
    count += 1;
    const ts = `${(Date.now() / 1000).toFixed(3)}${String(count % 1000).padStart(3, '0')}`;
    return { type: 'message', user: author.person.id, ts, ...shape };
  }

  /** Delivers it as a `message` event. */
  async function deliver(channel: Channel | string, written: object) {
    const id = typeof channel === 'string' ? channel : channel.id;
    const event = { ...written, channel: id };
    return slack.deliverRaw({ body: body('message', event) });
  }

  /** Delivers what a message is after a change. */
  async function deliverChange(channel: Channel | string, changed: object) {
    const id = typeof channel === 'string' ? channel : channel.id;
    const event_ts = `${Math.floor(Date.now() / 1000) + 60}.${String(count).padStart(6, '0')}`;
    const event = { subtype: 'message_changed', hidden: true, channel: id, ts: event_ts, event_ts };
    return slack.deliverRaw({ body: body('message', { ...event, message: changed }) });
  }

  /** Somebody chooses “Escalate to an agent” in the menu of a message. */
  async function shortcut(by: Actor, channel: Channel, clicked: object) {
    count += 1;
    const payload = {
      type: 'message_action',
      callback_id: 'escalate_message',
      team: { id: slack.team.id },
      user: { id: by.person.id },
      channel: { id: channel.id, name: channel.name },
      trigger_id: `trigger-shaped-${count}`,
      message: clicked,
    };
    return slack.deliverRaw({
      body: stringify({ payload: JSON.stringify(payload) }),
      contentType: 'application/x-www-form-urlencoded',
    });
  }
}
