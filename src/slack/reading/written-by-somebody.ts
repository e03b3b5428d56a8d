import type { SlackMessage } from './slack-message.ts';

/**
 * Whether somebody wrote a message, or Slack reports something in its form. Slack adds subtypes all
 * the time: of one that nobody knew, its clients' own mark tells that it was typed.
 *
 * @see https://docs.slack.dev/reference/events/message#subtypes
 */
export function isWritten({ subtype, client_msg_id }: SlackMessage): boolean {
  if (written.has(subtype ?? '')) return true;
  return !isReport(subtype ?? '') && typeof client_msg_id === 'string' && client_msg_id !== '';
}

/** Whether a message only reports that somebody joined, pinned, renamed and the like. */
export function isReport(subtype: string): boolean {
  return reports.has(subtype) || /^(?:channel|group|mpim|bot|app|huddle|sh_room)_/.test(subtype);
}

const written = new Set([
  '',
  'bot_message',
  'file_comment',
  'file_share',
  'me_message',
  'reply_broadcast',
  'thread_broadcast',
]);

const reports = new Set([
  'assistant_app_thread',
  'document_mention',
  'ekm_access_denied',
  'file_mention',
  'joiner_notification',
  'joiner_notification_for_inviter',
  'message_changed',
  'message_deleted',
  'message_replied',
  'pinned_item',
  'reminder_add',
  'reminder_delete',
  'slackbot_response',
  'tombstone',
  'unpinned_item',
]);
