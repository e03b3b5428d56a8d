import { z } from 'zod';
import { HomeFilter } from '../messages/home-menus.ts';
import { chooseInHome, type HomeChoice } from '../workspace/home-store.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** Chooses which tickets the Home tab lists, by its menu or by *Show all*. */
export function homeFilterChosen(action: BlockAction, responder: Responder, deps: ListenerDeps) {
  return show({ filter: HomeFilter.parse(action.value), page: 0 }, { action, responder, deps });
}

/** Chooses of which channels; where there is no such channel, the tab shows one's own. */
export function homeChannelChosen(action: BlockAction, responder: Responder, deps: ListenerDeps) {
  return show({ channel: Channel.parse(action.value), page: 0 }, { action, responder, deps });
}

/** Turns to another page of the list. */
export function homePageButton(action: BlockAction, responder: Responder, deps: ListenerDeps) {
  return show({ page: Page.parse(action.value) }, { action, responder, deps });
}

const Channel = z.string().max(100).catch('');
const Page = z.coerce.number().int().min(0).max(100_000).catch(0);

/** Stores what was chosen. Whatever that is, the tab shows what its person may see. */
async function show(
  choice: Partial<HomeChoice>,
  {
    action: { team, user },
    responder,
    deps: { database, outbox },
  }: { action: BlockAction; responder: Responder; deps: ListenerDeps },
): Promise<void> {
  await database.transaction(async (transaction) => {
    await chooseInHome(transaction, { team, person: user }, choice);
    const home = { team, channel: user, kind: 'home', about: { user } } as const;
    await outbox.postOrUpdate(transaction, home);
  });
  await responder.acknowledge();
}
