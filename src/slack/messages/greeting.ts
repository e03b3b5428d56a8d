import type { Button, KnownBlock } from '@slack/web-api';
import type { Conversation } from '../../conversations/conversation.ts';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { maskEmail } from '../../privacy/mask-email.ts';
import { ENTER_EMAIL } from './action-ids.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { fallbackText } from './shown.ts';
import { talkButton } from './talk-button.ts';
import type { Words } from './words.ts';

/** Asks for the email; in a channel not in the open, but in a form behind a button. */
export async function renderAskEmail(
  { about }: MessageOf<'ask-email'>,
  { queries, texts }: RenderSources,
): Promise<Rendered> {
  const conversation = await loadConversation(queries, about.conversationId);
  const { id, place, customer } = conversation;
  const words = await texts.readBy(customer);
  const talk = talkButton(id, words);
  const buttons = place === 'channel' ? [emailButton(id, words), talk] : [talk];
  return reply(conversation, { said: words.plain('greeting.ask-email'), buttons, words });
}

/** Asks what it is about. */
export async function renderAskIssue(
  { about }: MessageOf<'ask-issue'>,
  { queries, texts }: RenderSources,
): Promise<Rendered> {
  const conversation = await loadConversation(queries, about.conversationId);
  const { id, customer } = conversation;
  const words = await texts.readBy(customer);
  const buttons = [talkButton(id, words)];
  return reply(conversation, { said: words.plain('greeting.ask-issue'), buttons, words });
}

/** Says how to reach a person. */
export async function renderIntroduction(
  { about }: MessageOf<'introduce'>,
  { queries, texts }: RenderSources,
): Promise<Rendered> {
  const conversation = await loadConversation(queries, about.conversationId);
  const { id, place, customer } = conversation;
  const words = await texts.readBy(customer);
  const said =
    place === 'channel'
      ? words.plain('greeting.introduction-in-channel')
      : words.plain('greeting.introduction-direct');
  return reply(conversation, { said, buttons: [talkButton(id, words)], words });
}

/**
 * A greeting, then the bot's words, which the transcript keeps. Under an app's post the customer whom it
 * names is mentioned: they do not follow that thread.
 */
function reply(
  conversation: Conversation,
  { said, buttons, words }: { said: string; buttons: Button[]; words: Words },
): Rendered {
  const { from_app, customer } = conversation;
  const mention = from_app === null ? [] : [{ user: customer }, ' '];
  const blocks: KnownBlock[] = [
    paragraph(...mention, `${greetingOf(conversation, words)}${said}`),
    { type: 'actions', elements: buttons },
  ];
  return { text: fallbackText([said]), blocks, transcriptText: said };
}

/** In a channel it shows no email, not even a masked one: everybody there reads it. */
function greetingOf({ identity, place }: Conversation, words: Words): string {
  if (identity?.email.status !== 'trusted') return '';
  if (place === 'channel') return `${words.plain('greeting.hello')} `;
  const email = maskEmail(identity.email.address);
  return `${words.plain('greeting.hello-with-email', { email })} `;
}

function emailButton(conversationId: string, words: Words): Button {
  return button(words.plain('button.enter-email'), ENTER_EMAIL, conversationId);
}
