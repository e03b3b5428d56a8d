import type { Button, KnownBlock } from '@slack/web-api';
import type { Conversation } from '../../conversations/conversation.ts';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { maskEmail } from '../../privacy/mask-email.ts';
import { ENTER_EMAIL } from './action-ids.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { talkButton } from './talk-button.ts';

/** Asks for the email; in a channel not in the open, but in a form behind a button. */
export async function renderAskEmail(
  { about }: MessageOf<'ask-email'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const conversation = await loadConversation(queries, about.conversationId);
  const { id, place } = conversation;
  const buttons = place === 'channel' ? [emailButton(id), talkButton(id)] : [talkButton(id)];
  return reply(conversation, 'Please enter your email.', buttons);
}

/** Asks what it is about. */
export async function renderAskIssue(
  { about }: MessageOf<'ask-issue'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const conversation = await loadConversation(queries, about.conversationId);
  return reply(conversation, 'What brings you here today?', [talkButton(conversation.id)]);
}

/** Says how to reach a person. */
export async function renderIntroduction(
  { about }: MessageOf<'introduce'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const conversation = await loadConversation(queries, about.conversationId);
  const { id, place } = conversation;
  return reply(conversation, introductions[place], [talkButton(id)]);
}

const introductions: Record<Conversation['place'], string> = {
  direct: 'Tell me all that matters here. To talk to a person, press the button or type /escalate.',
  channel:
    'Tell me all that matters in this thread. To talk to a person, press the button, or type /escalate in the channel.',
};

/**
 * A greeting, then the bot's words, which the transcript keeps. Under an app's post the customer whom it
 * names is mentioned: they do not follow that thread.
 */
function reply(conversation: Conversation, words: string, buttons: Button[]): Rendered {
  const { from_app, customer } = conversation;
  const mention = from_app === null ? [] : [{ user: customer }, ' '];
  const blocks: KnownBlock[] = [
    paragraph(...mention, `${greetingOf(conversation)}${words}`),
    { type: 'actions', elements: buttons },
  ];
  return { text: words, blocks, transcriptText: words };
}

/** In a channel it shows no email, not even a masked one: everybody there reads it. */
function greetingOf({ identity, place }: Conversation): string {
  if (identity?.email.status !== 'trusted') return '';
  if (place === 'channel') return 'Hello! ';
  return `Hello! I have ${maskEmail(identity.email.address)} as your email. `;
}

function emailButton(conversationId: string): Button {
  return button('Enter your email', ENTER_EMAIL, conversationId);
}
