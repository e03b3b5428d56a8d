import type { Actor } from './actor.ts';
import { createClicks } from './clicks.ts';
import { type Client, formPlace } from './client.ts';
import { createCommand } from './commands.ts';
import { createForms } from './forms.ts';
import { createHomeTab } from './home-tab.ts';
import { createShortcut } from './shortcuts.ts';
import { createSuggestions } from './suggestions.ts';
import { createViewing } from './viewing.ts';
import { createWriting } from './writing.ts';

export function createActor(client: Client): Actor {
  const { team, person } = client;
  return {
    ...createWriting(client),
    ...createClicks(client),
    ...createForms(client),
    ...createSuggestions(client),
    ...createHomeTab(client),
    ...createViewing(client),
    command: createCommand(client),
    shortcut: createShortcut(client),
    get person() {
      return person();
    },
    get modal() {
      return team.modals.top(formPlace(client));
    },
  };
}
