import type { Button, KnownBlock } from '@slack/web-api';
import type { Conversation } from '../../conversations/conversation.ts';
import { maskEmail } from '../../privacy/mask-email.ts';
import { ENTER_EMAIL } from '../action-ids.ts';
import type { Look } from './look.ts';
import { paragraph } from './rich-text.ts';
import { talkButton } from './talk-button.ts';

type Question = 'ask-email' | 'ask-issue' | 'introduce';

/** The bot's reply to an opening: whom it takes the customer for, what it lacks, and the button. */
export function intakeLook(kind: Question, conversation: Conversation): Look {
  const says = words(kind, conversation);
  return {
    text: says,
    blocks: [paragraph([whom(conversation), says].join('')), ...buttons(kind, conversation)],
    says,
  };
}

function words(kind: Question, { place }: Conversation): string {
  if (kind === 'ask-email') return 'Please enter your email.';
  if (kind === 'ask-issue') return 'What brings you here today?';
  return place === 'direct'
    ? 'Tell me all that matters here. To talk to a person, press the button or type /escalate.'
    : 'Tell me all that matters in this thread. To talk to a person, press the button, or type /escalate in the channel.';
}

function whom({ identity }: Conversation): string {
  if (identity?.email.status !== 'trusted') return '';
  return `Hello! I take you for ${maskEmail(identity.email.address)}. `;
}

/** In a channel an email is not asked for in the open, but in a form behind a button. */
function buttons(kind: Question, { id, place }: Conversation): KnownBlock[] {
  const isForm = kind === 'ask-email' && place === 'channel';
  const elements = isForm ? [emailButton(id), talkButton(id)] : [talkButton(id)];
  return [{ type: 'actions', elements }];
}

function emailButton(conversationId: string): Button {
  return {
    type: 'button',
    action_id: ENTER_EMAIL,
    text: { type: 'plain_text', text: 'Enter your email' },
    value: conversationId,
  };
}
