import { z } from 'zod';
import { timeOf } from '../../conversations/slack-ts.ts';
import { ANSWER } from '../messages/action-ids.ts';
import { FileInfo } from '../reading/file-info.ts';
import { plainText } from '../reading/plain-text.ts';
import { OutsideText, SlackId, SlackTs } from '../workspace/outside-text.ts';

const Team = z.object({ id: SlackId });
const User = z.object({ id: SlackId });

/** A typed slash command. It never names a thread. */
export const Command = z
  .object({
    team_id: SlackId,
    channel_id: SlackId,
    user_id: SlackId,
    text: OutsideText.default(''),
    trigger_id: OutsideText,
  })
  .transform(({ team_id, channel_id, user_id, text, trigger_id }) => ({
    team: team_id,
    channel: channel_id,
    user: user_id,
    text: plainText(text).trim(),
    triggerId: trigger_id,
  }));
export type Command = z.infer<typeof Command>;

/** A pressed button or a chosen option in a message. */
export const BlockAction = z
  .object({
    team: Team,
    user: User,
    trigger_id: OutsideText,
    channel: z.object({ id: SlackId }).optional(),
    view: z
      .object({
        id: SlackId,
        hash: OutsideText.default(''),
        private_metadata: OutsideText.default(''),
      })
      .optional(),
    container: z.object({ message_ts: SlackTs.optional() }).default({}),
    actions: z
      .array(
        z.object({
          action_id: OutsideText,
          action_ts: OutsideText.default(''),
          value: OutsideText.optional(),
          selected_option: z.object({ value: OutsideText }).nullish(),
        }),
      )
      .min(1),
  })
  .transform(({ team, user, trigger_id, channel, view, container, actions }) => {
    const [action] = actions;
    return {
      team: team.id,
      user: user.id,
      channel: channel?.id ?? '',
      /** The form that it is in. */
      view: view && { id: view.id, hash: view.hash, about: view.private_metadata },
      actionId: action?.action_id ?? '',
      value: action?.value ?? action?.selected_option?.value ?? '',
      triggerId: trigger_id,
      /** When it was pressed, by Slack's own clock, as the `ts` of messages is. */
      at: pressedAt(action?.action_ts ?? ''),
      key: `${container.message_ts}:${user.id}:${action?.action_id}:${action?.action_ts}`,
    };
  });
export type BlockAction = z.infer<typeof BlockAction>;

function pressedAt(actionTs: string): Date | undefined {
  return /^\d{10}\.\d{6}$/.test(actionTs) ? timeOf(actionTs) : undefined;
}

/** What somebody types into a menu of a form whose options come from the bot. */
export const OptionsRequest = z
  .object({
    user: User,
    value: OutsideText.default(''),
    view: z.object({ private_metadata: OutsideText.default('') }),
  })
  .transform(({ user, value, view }) => ({
    user: user.id,
    typed: value.trim(),
    /** What the form is about. */
    about: view.private_metadata,
  }));
export type OptionsRequest = z.infer<typeof OptionsRequest>;

/** A shortcut from a message's menu; the message is parsed where it is read. */
export const MessageShortcut = z
  .object({
    team: Team,
    user: User,
    channel: z.object({ id: SlackId }),
    trigger_id: OutsideText,
    message: z.unknown(),
  })
  .transform(({ team, user, channel, trigger_id, message }) => ({
    team: team.id,
    user: user.id,
    channel: channel.id,
    triggerId: trigger_id,
    message,
  }));
export type MessageShortcut = z.infer<typeof MessageShortcut>;

const Answer = z.object({
  value: OutsideText.nullish(),
  selected_option: z.object({ value: OutsideText }).nullish(),
  selected_options: z.array(z.object({ value: OutsideText })).nullish(),
  /** In seconds since 1970. */
  selected_date_time: z.number().nullish(),
  rich_text_value: z.unknown().optional(),
  files: z.array(FileInfo).nullish(),
});

/** A submitted form: what it is about, and the answer to each block. */
export const Submission = z
  .object({
    team: Team,
    user: User,
    view: z.object({
      id: SlackId,
      private_metadata: OutsideText.default(''),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), Answer)) }),
    }),
  })
  .transform(({ team, user, view }) => ({
    team: team.id,
    user: user.id,
    about: view.private_metadata,
    key: view.id,
    /** The block of the form's main input, for errors. */
    answerBlock: answerBlockIn(view.state.values),
    /** A rich text block, where the form has an input for one. */
    richText: Object.values(view.state.values)
      .flatMap((actions) => Object.values(actions))
      .find(({ rich_text_value }) => rich_text_value)?.rich_text_value,
    /** The files that were chosen. */
    files: Object.values(view.state.values)
      .flatMap((actions) => Object.values(actions))
      .flatMap(({ files }) => files ?? []),
    answers: new Map(
      Object.entries(view.state.values).map(([block, actions]) => {
        const answer = Object.values(actions)[0];
        const ticked = answer?.selected_options?.map(({ value }) => value).join(',');
        const picked = answer?.selected_date_time?.toString();
        return [block, answer?.value ?? answer?.selected_option?.value ?? ticked ?? picked ?? ''];
      }),
    ),
  }));
export type Submission = z.infer<typeof Submission>;

/** A block gets another id when its input is filled again; it begins with the same name. */
export function answerBlockIn(values: object): string {
  return Object.keys(values).find((block) => block.split(':')[0] === ANSWER) ?? ANSWER;
}
