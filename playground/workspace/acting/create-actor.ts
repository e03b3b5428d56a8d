import type { Actor } from './actor.ts';
import { createClicks } from './clicks.ts';
import type { Client } from './client.ts';
import { createCommand } from './commands.ts';
import { createForms } from './forms.ts';
import { createHomeTab } from './homes.ts';
import { createLooking } from './looking.ts';
import { createShortcut } from './shortcuts.ts';
import { createWriting } from './writing.ts';

export function createActor(client: Client): Actor {
  const { team, person } = client;
  return {
    ...createWriting(client),
    ...createClicks(client),
    ...createForms(client),
    ...createHomeTab(client),
    ...createLooking(client),
    command: createCommand(client),
    shortcut: createShortcut(client),
    get person() {
      return person();
    },
    get modal() {
      return team.modals.top(person().id);
    },
  };
}
