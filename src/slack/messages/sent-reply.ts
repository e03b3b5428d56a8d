import type { Button } from '@slack/web-api';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { findDelivery } from '../../outbox/outbox-store.ts';
import { personalValuesFor } from '../../tickets/personal-values.ts';
import { loadReply } from '../../tickets/reply-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { findTypedReply } from '../../tickets/typed-reply-store.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { EDIT_REPLY, TAKE_BACK_REPLY, TRY_REPLY_AGAIN } from './action-ids.ts';
import { clip } from './clip.ts';
import { button, plainText } from './plain-text.ts';
import { recordsWithheld } from './records-withheld.ts';
import { refusalText } from './refusal-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { richText } from './reply.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';
import { FILES_STAY, renderTypedReply } from './typed-reply.ts';

const LONGEST_NAME = 80;

/** What an agent sent, for the agents: as it was sent, what became of it, and what can be done. */
export async function renderSentReply(
  { about, channel }: MessageOf<'sent-reply'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { queries } = sources;
  const { replyId, ticketId } = about;
  const withheld = recordsWithheld(await sources.channelLookup.lookUp(channel));
  const isWithheld = withheld !== undefined && ({ isWithheld: true } as const);
  const typed = await findTypedReply(queries, replyId);
  if (typed && typed.status !== 'sent') {
    const title = await titleOf(typed.author, ticketId, sources);
    // Its words are there already, as they were typed.
    return {
      ...(await renderTypedReply({ title, channel, reply: typed }, sources)),
      ...isWithheld,
    };
  }
  const { author, body, text, files, edited_at, taken_back_at } = await loadReply(queries, replyId);
  const title = await titleOf(author, ticketId, sources);
  if (taken_back_at !== null) {
    return {
      text: `${title}: taken back`,
      blocks: [paragraph({ bold: `${title}: ` }, { italic: 'taken back' })],
      isWithheld: true,
    };
  }
  const delivery = await findDelivery(queries, { kind: 'reply', about });
  const sentFiles = await Promise.all(
    files.map(async ({ id: file, name }) => {
      const ofFile = { kind: 'reply-file', about: { ...about, file } } as const;
      return { name, delivery: await findDelivery(queries, ofFile) };
    }),
  );
  const isRefused = delivery?.refusal != null;
  const isToBeTriedAgain = isRefused || sentFiles.some((file) => file.delivery?.refusal != null);
  const buttons = [
    ...(isToBeTriedAgain ? [button('Try again', TRY_REPLY_AGAIN, about.replyId)] : []),
    ...(isRefused ? [] : [button('Edit', EDIT_REPLY, about.replyId)]),
    takeBack(about),
  ];
  const edited = edited_at === null ? '' : ', edited';
  const isLeftOut = withheld !== undefined && (await isPersonal(text, ticketId, sources));
  return {
    text: title,
    blocks: [
      paragraph({ bold: title }, { italic: ` ${stateText(delivery)}${edited}` }),
      isLeftOut ? paragraph({ italic: LEFT_OUT }) : richText(body),
      ...(sentFiles.length > 0 ? [paragraph(...sentFiles.flatMap(filePieces))] : []),
      ...(typed?.has_files ? [paragraph({ italic: FILES_STAY })] : []),
      { type: 'actions', elements: buttons },
    ],
    ...isWithheld,
  };
}

const LEFT_OUT =
  'Its words are left out: they hold personal details, and others than agents read here.';

async function isPersonal(
  text: string,
  ticketId: string,
  { queries }: RenderSources,
): Promise<boolean> {
  const ticket = await loadTicket(queries, ticketId);
  return (await personalValuesFor(queries, { ticket, text })).length > 0;
}

async function titleOf(
  author: string,
  ticketId: string,
  { queries, profiles }: RenderSources,
): Promise<string> {
  const { conversation_id } = await loadTicket(queries, ticketId);
  const { customer } = await loadConversation(queries, conversation_id);
  const [sender, reader] = await Promise.all(
    [author, customer].map((user) => shortName(profiles, user)),
  );
  return `${sender} to ${reader}`;
}

type Delivery = Awaited<ReturnType<typeof findDelivery>>;

function stateText(delivery: Delivery): string {
  if (delivery?.refusal != null) return `did not arrive: ${refusalText(delivery.refusal)}`;
  const where = delivery && isDirectMessages(delivery.channel) ? ' in direct messages' : '';
  return delivery?.ts == null ? `is being sent${where}` : `sent${where}`;
}

/** A file is named, and what became of it where it is not there. */
function filePieces(
  { name, delivery }: { name: string; delivery: Delivery },
  index: number,
): Piece[] {
  const state = delivery?.ts == null || delivery.refusal !== null ? ` ${stateText(delivery)}` : '';
  return [index === 0 ? '' : '\n', { bold: `File: ${clip(name, LONGEST_NAME)}` }, state];
}

function takeBack({ replyId }: MessageOf<'sent-reply'>['about']): Button {
  return {
    ...button('Take back', TAKE_BACK_REPLY, replyId),
    confirm: {
      title: plainText('Take this back?'),
      text: plainText('It is deleted where the customer reads it. They may have read it already.'),
      confirm: plainText('Take back'),
      deny: plainText('Leave it'),
    },
  };
}
