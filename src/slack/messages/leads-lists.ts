import type { KnownBlock, ModalView } from '@slack/web-api';
import { z } from 'zod';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import { isAddedReply, type Setting, type SettingValue } from '../../settings/setting.ts';
import type { SettingsInUse } from '../../settings/settings.ts';
import type { Correction } from '../../tickets/correction-store.ts';
import { LEADS_LIST } from './action-ids.ts';
import { clip } from './clip.ts';
import { BACK_TO_FILE, replyTitle, settingRef } from './leads-home.ts';
import { button, plainText } from './plain-text.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { changedPieces, targetsText } from './setting-words.ts';

/** What a list in a form lists, and which page of it is shown. */
export const ListContext = z.object({
  list: z.enum(['replies', 'targets', 'corrections']),
  page: z.number(),
});
export type ListContext = z.infer<typeof ListContext>;

/** Each has two or three blocks, and Slack takes a hundred. */
export const PAGE = 20;

const LONGEST_TEXT = 300;

/** The saved replies, with what can be done with each. */
export function repliesList(
  { savedReplies }: SettingsInUse,
  { page, notice }: { page: number; notice: string | undefined },
): ModalView {
  const items = savedReplies.slice(page * PAGE, (page + 1) * PAGE);
  return listView({
    title: 'Saved replies',
    context: { list: 'replies', page },
    hasMore: savedReplies.length > (page + 1) * PAGE,
    notice,
    blocks: [
      actions(button('Add…', `${LEADS_LIST}:add`)),
      ...items.flatMap((setting, index) => {
        const { value, key } = setting;
        const isThere = value !== false;
        const text = isThere ? `\n${clip(value.text, LONGEST_TEXT)}` : '';
        return [
          paragraph({ bold: replyTitle(setting) }, ...changedPieces(setting), text),
          actions(
            button('Edit…', `${LEADS_LIST}:edit:${index}`, settingRef(setting)),
            ...(isThere
              ? [sure(button('Remove', `${LEADS_LIST}:remove:${index}`, settingRef(setting)))]
              : []),
            ...(isAddedReply(key) ? [] : backButton(setting, index)),
          ),
        ];
      }),
    ],
  });
}

/** The targets of all tickets and of each category. */
export function targetsList(
  { targets, categoryTargets }: SettingsInUse,
  {
    categories,
    page,
    notice,
  }: { categories: readonly Category[]; page: number; notice: string | undefined },
): ModalView {
  const all: { title: string; setting: Setting<SettingValue>; text: string }[] = [
    { title: 'All tickets', setting: targets, text: targetsText(targets.value) },
    ...categories.flatMap(({ id, title }) => {
      const setting = categoryTargets.get(id);
      return setting ? [{ title, setting, text: targetsText(setting.value) }] : [];
    }),
  ];
  return listView({
    title: 'Targets',
    context: { list: 'targets', page },
    hasMore: all.length > (page + 1) * PAGE,
    notice,
    blocks: all
      .slice(page * PAGE, (page + 1) * PAGE)
      .flatMap(({ title, setting, text }, index) => [
        paragraph({ bold: title }, `: ${text}`, ...changedPieces(setting)),
        actions(
          button('Edit…', `${LEADS_LIST}:edit:${index}`, settingRef(setting)),
          ...backButton(setting, index),
        ),
      ]),
  });
}

/** A correction, and the name of its ticket. */
export type ListedCorrection = { correction: Correction; ticket: string };

/** Where tickets had come to the wrong place, latest first. */
export function correctionsList(
  corrections: readonly ListedCorrection[],
  { categories, page, hasMore }: { categories: Category[]; page: number; hasMore: boolean },
): ModalView {
  const titleOf = (id: string) => categoryTitle(categories, id) ?? 'to be sorted';
  return listView({
    title: 'Corrections',
    context: { list: 'corrections', page },
    hasMore,
    notice: undefined,
    blocks:
      corrections.length === 0
        ? [paragraph('There are none.')]
        : corrections.flatMap(({ correction, ticket }, index) => {
            const { id, moved_from, moved_to, corrected_by, corrected_at } = correction;
            return [
              paragraph(
                { bold: ticket },
                `: ${titleOf(moved_from)} → ${titleOf(moved_to)}, by `,
                { user: corrected_by },
                ', ',
                { date: corrected_at },
              ),
              actions(sure(button('Remove', `${LEADS_LIST}:remove:${index}`, `${id}`))),
            ];
          }),
  });
}

function listView({
  title,
  context,
  hasMore,
  notice,
  blocks,
}: {
  title: string;
  context: ListContext;
  hasMore: boolean;
  notice: string | undefined;
  blocks: KnownBlock[];
}): ModalView {
  const { page } = context;
  const turn = [
    ...(page > 0 ? [button('Back', `${LEADS_LIST}:page:back`, `${page - 1}`)] : []),
    ...(hasMore ? [button('More', `${LEADS_LIST}:page:on`, `${page + 1}`)] : []),
  ];
  const notices: Piece[] = notice === undefined ? [] : [{ bold: notice }];
  return {
    type: 'modal',
    private_metadata: JSON.stringify(context),
    title: plainText(title),
    close: plainText('Close'),
    blocks: [
      ...(notices.length > 0 ? [paragraph(...notices)] : []),
      ...blocks,
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

function backButton(setting: Setting<SettingValue>, index: number) {
  if (!setting.changed) return [];
  return [button(BACK_TO_FILE, `${LEADS_LIST}:back:${index}`, settingRef(setting))];
}

/** Slack asks first. */
function sure(pressed: ReturnType<typeof button>): ReturnType<typeof button> {
  return {
    ...pressed,
    style: 'danger',
    confirm: {
      title: plainText('Remove it?'),
      text: plainText('It counts no more.'),
      confirm: plainText('Remove'),
      deny: plainText('Keep'),
    },
  };
}

function actions(...elements: ReturnType<typeof button>[]): KnownBlock {
  return { type: 'actions', elements };
}
