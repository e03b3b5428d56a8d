import { SlackError } from '../slack-error.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { FormPlace } from './modal.ts';

const validForMs = 3000;

/**
 * Trigger ids, which come with each click and command and let the bot open a form: once, within 3 s.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
 */
export type Triggers = {
  issue: (at: FormPlace) => string;
  /** Returns who clicked, and where. @throws SlackError `invalid_`, `expired_` or `exchanged_trigger_id`. */
  redeem: (triggerId: string) => FormPlace;
};

export function createTriggers({ clock, ids }: { clock: Clock; ids: Ids }): Triggers {
  const issued = new Map<string, { place: FormPlace; at: number; used: boolean }>();
  return {
    issue(place) {
      const id = `${clock.seconds()}.${issued.size}.${ids.next('t').toLowerCase()}`;
      issued.set(id, { place, at: clock.now(), used: false });
      return id;
    },
    redeem(triggerId) {
      const trigger = issued.get(triggerId);
      if (!trigger) throw new SlackError('invalid_trigger_id');
      if (trigger.used) throw new SlackError('exchanged_trigger_id');
      if (clock.now() - trigger.at > validForMs) throw new SlackError('expired_trigger_id');
      trigger.used = true;
      return trigger.place;
    },
  };
}
